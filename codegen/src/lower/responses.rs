//! Responses: what comes back, by status.

use std::collections::HashSet;

use super::bodies::unique;
use super::budget::amount_of_answers;
use super::contents::Offered;
use super::operations::Site;
use super::{Lowering, docs};
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Answer, Answers, Case, Choice, Content, Format, Status, Type};
use crate::openapi;
use crate::source::Place;

/// A response, before its type is known.
struct Expected<'a> {
    status: Status,
    response: openapi::Response<'a>,
    offered: Option<Offered<'a>>,
}

/// The two sides of an operation's answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Success,
    Failure,
}

impl<'a> Lowering<'a> {
    /// What comes back when a call works, and when it does not. Where no success is described,
    /// `default` is for it as well.
    pub(super) fn responses(
        &mut self,
        site: &Site<'_>,
        operation: openapi::Operation<'a>,
    ) -> (Answers, Answers) {
        let mut expected = Vec::new();
        for response in operation.responses() {
            if let Some(status) = self.status(response) {
                let offered = self.asked_for(response);
                expected.push(Expected {
                    status,
                    response,
                    offered,
                });
            }
        }
        expected.sort_by_key(|it| it.status);
        let has_success = expected.iter().any(|it| it.status.is_success());
        let is_success = |it: &&Expected<'a>| match it.status {
            Status::Default => !has_success,
            status => status.is_success(),
        };
        let successes: Vec<_> = expected.iter().filter(is_success).collect();
        let failures: Vec<_> = expected
            .iter()
            .filter(|it| !it.status.is_success())
            .collect();
        let responses = operation.object.get("responses").map(|node| node.place);
        let place = successes.first().map(|it| it.response.node.place);
        let success = self.answers(site, Side::Success, &successes, place);
        let failure = self.answers(site, Side::Failure, &failures, responses);
        for answers in [&success, &failure] {
            let place = responses.unwrap_or(operation.object.place);
            self.spend(place, amount_of_answers(answers));
        }
        (success, failure)
    }

    /// The media type that is asked for: JSON where there is any. The others are reported.
    fn asked_for(&self, response: openapi::Response<'a>) -> Option<Offered<'a>> {
        let offered = self.offered(response.object);
        let (first, others) = offered.split_first()?;
        self.report_foreign(*first);
        for other in others {
            let (name, asked) = (other.media.name, first.media.name);
            let message = format!("`{name}` is not asked for; `{asked}` is");
            let diagnostic = Diagnostic::new(Code::Unsupported, message);
            self.context.report(diagnostic.at_key(other.media.place()));
        }
        Some(*first)
    }

    fn answers(
        &mut self,
        site: &Site<'_>,
        side: Side,
        expected: &[&Expected<'a>],
        place: Option<Place>,
    ) -> Answers {
        let base = match side {
            Side::Success => format!("{}Response", site.base),
            Side::Failure => format!("{}Error", site.base),
        };
        let mut names = HashSet::new();
        let differ = self.differ(expected);
        let mut answers = Vec::new();
        for it in expected {
            let variant = unique(variant_of(it.status), &mut names);
            let name = if differ {
                format!("{base}{variant}")
            } else {
                base.clone()
            };
            let content = it.offered.map(|offered| {
                let content = self.content(offered, site.module, &name);
                let media_type = self.read_alike(it.response.object, offered);
                Content {
                    media_type,
                    ..content
                }
            });
            answers.push(Answer {
                status: it.status,
                content,
                variant: Some(variant),
                docs: docs(it.response.description()),
            });
        }
        let ty = match common_type(&answers) {
            Common::One(ty) => {
                answers.iter_mut().for_each(|answer| answer.variant = None);
                ty
            }
            Common::Several => {
                place.map(|place| self.choice(site, &base, place, choice_of(&answers)))
            }
        };
        Answers { ty, answers }
    }

    /// True when the bodies of several responses are described by more than one schema.
    fn differ(&self, expected: &[&Expected<'a>]) -> bool {
        let place = |it: &Expected<'a>| {
            let schema = it.offered?.media.schema()?;
            self.context.follow(schema).map(|node| node.place)
        };
        let places: HashSet<_> = expected.iter().filter_map(|it| place(it)).collect();
        places.len() > 1
    }

    fn status(&self, response: openapi::Response<'a>) -> Option<Status> {
        let text = response.status;
        let status = match text.strip_suffix("XX").or_else(|| text.strip_suffix("xx")) {
            Some(class) => class
                .parse()
                .ok()
                .filter(|it| (1..=5).contains(it))
                .map(Status::Class),
            None if text == "default" => Some(Status::Default),
            None => text
                .parse()
                .ok()
                .filter(|it| (100..=599).contains(it))
                .map(Status::Code),
        };
        if status.is_none() {
            let message = format!("`{text}` is no status");
            let diagnostic =
                Diagnostic::new(Code::InvalidValue, message).at_key(response.node.place);
            let help = "write a status such as `200`, a class such as `4XX`, or `default`";
            self.context.report(diagnostic.with_help(help));
        }
        status
    }
}

/// What several answers have in common.
enum Common {
    /// The type of all bodies; none where there is no body.
    One(Option<Type>),
    Several,
}

/// The one type that callers can be given, with `Option` where some answers have no body.
fn common_type(answers: &[Answer]) -> Common {
    let contents: Vec<&Content> = answers
        .iter()
        .filter_map(|it| it.content.as_ref())
        .collect();
    let Some(first) = contents.first() else {
        return Common::One(None);
    };
    let kind = |it: &Content| match it.format {
        Format::Form | Format::Multipart => Format::Json,
        format => format,
    };
    let is_like_first = |it: &&&Content| it.ty == first.ty && kind(it) == kind(first);
    if !contents.iter().all(|it| is_like_first(&it)) {
        return Common::Several;
    }
    let is_always_there = contents.len() == answers.len();
    Common::One(Some(match &first.ty {
        ty if is_always_there => ty.clone(),
        Type::Nullable(_) => first.ty.clone(),
        ty => Type::Nullable(Box::new(ty.clone())),
    }))
}

fn choice_of(answers: &[Answer]) -> Choice {
    let case = |answer: &Answer| Case {
        name: answer.variant.clone().unwrap_or_default(),
        ty: answer.content.as_ref().map(|content| content.ty.clone()),
        docs: answer.docs.clone(),
    };
    Choice {
        cases: answers.iter().map(case).collect(),
    }
}

/// What the variant of a choice between statuses is called: by the status, as HTTP calls it.
fn variant_of(status: Status) -> String {
    let name = match status {
        Status::Class(1) => "Informational",
        Status::Class(2) => "Success",
        Status::Class(3) => "Redirection",
        Status::Class(4) => "ClientError",
        Status::Class(_) => "ServerError",
        Status::Default => "Other",
        Status::Code(code) => match REASONS.iter().find(|(known, _)| *known == code) {
            Some((_, name)) => name,
            None => return format!("Status{code}"),
        },
    };
    name.to_owned()
}

/// The registered statuses (RFC 9110 and the registry of IANA), as names of variants.
const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "SwitchingProtocols"),
    (102, "Processing"),
    (103, "EarlyHints"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritativeInformation"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (208, "AlreadyReported"),
    (226, "ImUsed"),
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (305, "UseProxy"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (414, "UriTooLong"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (418, "ImATeapot"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (506, "VariantAlsoNegotiates"),
    (507, "InsufficientStorage"),
    (508, "LoopDetected"),
    (511, "NetworkAuthenticationRequired"),
];
