//! Examples that happen to be π.

use std::f64::consts;

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;

/// What clippy takes for a constant that somebody typed in.
const CONSTANTS: &[f64] = &[
    consts::E,
    consts::FRAC_1_PI,
    consts::FRAC_1_SQRT_2,
    consts::FRAC_2_PI,
    consts::FRAC_2_SQRT_PI,
    consts::FRAC_PI_2,
    consts::FRAC_PI_3,
    consts::FRAC_PI_4,
    consts::FRAC_PI_6,
    consts::FRAC_PI_8,
    consts::LN_10,
    consts::LN_2,
    consts::LOG10_2,
    consts::LOG10_E,
    consts::LOG2_10,
    consts::LOG2_E,
    consts::PI,
    consts::SQRT_2,
    consts::TAU,
    0.577_215_664_901_532_9,
    1.618_033_988_749_895,
];

/// So close to a constant that clippy may take a number for it.
const CLOSE: f64 = 1e-3;

/// What an example needs where it holds such a number.
pub(super) fn allow(tokens: &TokenStream) -> Option<TokenStream> {
    has_constant(tokens.clone()).then(
        || quote!(#[allow(clippy::approx_constant, reason = "the number that the schema gives")]),
    )
}

fn has_constant(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => has_constant(group.stream()),
        TokenTree::Literal(literal) => is_constant(&literal),
        TokenTree::Ident(_) | TokenTree::Punct(_) => false,
    })
}

fn is_constant(literal: &Literal) -> bool {
    let text = literal.to_string();
    let has_digits = text.contains('.') && text.len() > "6.2".len();
    let value = text.parse().ok().filter(|_: &f64| has_digits);
    value.is_some_and(|value| {
        let mut constants = CONSTANTS.iter();
        constants.any(|constant| (value / constant - 1.0).abs() < CLOSE)
    })
}
