//! Tests of what is true of anything.

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// So many cases, the same at every run.
pub(crate) fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}
