//! Bodies with methods that seldom have one.

use stytch_otp::{DecodeError, EncodeError, Operation, RawResponse, Request};
use tests::faults::{FaultServer, Reply};

use crate::support::callers::{AnyClient, WAYS, call};

/// An operation that sends a body, or none, by a method.
macro_rules! operation {
    ($name:ident, $method:literal) => {
        struct $name(Option<&'static str>);

        impl Operation for $name {
            const ID: &'static str = "things.change";
            const METHOD: &'static str = $method;
            const PATH: &'static str = "/things";
            type Response = ();
            type Error = ();

            fn encode(&self, request: &mut Request) -> Result<(), EncodeError> {
                self.0.map_or(Ok(()), |body| request.json(&body))
            }

            fn decode(_: &RawResponse<'_>) -> Result<(), DecodeError> {
                Ok(())
            }

            fn decode_error(_: &RawResponse<'_>) -> Result<(), DecodeError> {
                Ok(())
            }
        }
    };
}
operation!(Delete, "DELETE");
operation!(Get, "GET");
operation!(Head, "HEAD");
operation!(Options, "OPTIONS");
operation!(Post, "POST");
operation!(Query, "QUERY");

/// Calls twice, with a body and without one, and looks at what arrives.
macro_rules! assert_sends {
    ($operation:ident) => {
        for way in WAYS {
            let server = FaultServer::start([Reply::empty(204), Reply::empty(204)]);
            let client = AnyClient::new(way, &server.base_url());
            for body in [Some("all of them"), None] {
                call!(client, |it| it.call::<$operation>($operation(body))).expect("it works");
            }
            let received = server.received();
            let bodies: Vec<_> = received.iter().map(|it| it.body.as_slice()).collect();
            assert_eq!(bodies, [&b"\"all of them\""[..], b""], "{way:?}");
            for request in &received {
                assert_eq!(request.method, $operation::METHOD);
                assert_eq!(request.header("transfer-encoding"), None, "{way:?}");
            }
            assert_eq!(received[0].header("content-length"), Some("13"), "{way:?}");
        }
    };
}

#[test]
fn any_method_can_have_a_body() {
    assert_sends!(Delete);
    assert_sends!(Get);
    assert_sends!(Head);
    assert_sends!(Options);
    assert_sends!(Post);
    assert_sends!(Query);
}
