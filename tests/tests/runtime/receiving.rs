//! The body of an answer, put together from its pieces.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, Response};

#[path = "../../../codegen/runtime/receiver.rs"]
mod receiver;

use receiver::{BodyProblem, Received, Receiver};

const TEXT: &[u8] = b"a text that is long enough to be made shorter, made shorter, made shorter";

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).expect("there is room");
    encoder.finish().expect("there is room")
}

/// An answer with a `Content-Encoding`, in these pieces.
fn receive(
    coding: Option<&str>,
    max_body: usize,
    pieces: &[&[u8]],
) -> (Receiver, Result<Received, BodyProblem>) {
    let mut response = Response::builder()
        .status(201)
        .header("content-length", "7");
    if let Some(coding) = coding {
        response = response.header("content-encoding", coding);
    }
    let (head, ()) = response.body(()).expect("it is one").into_parts();
    let mut receiver = Receiver::new(head, max_body);
    let pushed = pieces.iter().try_for_each(|piece| receiver.push(piece));
    let received = pushed.and_then(|()| receiver.finish());
    (receiver, received)
}

fn body(received: Result<Received, BodyProblem>) -> Result<Vec<u8>, BodyProblem> {
    received.map(|it| it.body.to_vec())
}

#[test]
fn so_much_is_asked_for_as_there_is() {
    let most = 8 * 1024;
    let cases = [("0", 1), ("7", 7), ("8193", most), ("-1", most), ("", most)];
    for (length, piece) in cases {
        let response = Response::builder().header("content-length", length);
        let (head, ()) = response.body(()).expect("it is one").into_parts();
        assert_eq!(Receiver::new(head, 10).piece(), piece, "{length:?}");
    }
    // What is decompressed is longer than what comes.
    let (receiver, _) = receive(Some("gzip"), 10, &[]);
    assert_eq!(receiver.piece(), most);
}

#[test]
fn pieces_are_put_together() {
    let several: &[&[u8]] = &[b"ab", b"", b"c"];
    for pieces in [&[], &[&b""[..]][..], several] {
        let (_, received) = receive(None, 3, pieces);
        let received = received.expect("it fits");
        assert_eq!(received.body, pieces.concat());
        assert_eq!(received.status, 201);
        assert_eq!(received.headers["content-length"], "7");
    }
}

#[test]
fn a_body_that_is_too_long_ends_where_it_may() {
    for (max, pieces) in [
        (3, &[b"ab".as_slice(), b"cd"][..]),
        (0, &[b"a"]),
        (3, &[b"abcdef"]),
    ] {
        let (mut receiver, received) = receive(None, max, pieces);
        assert_eq!(body(received), Err(BodyProblem::TooLong));
        assert_eq!(receiver.so_far().body, pieces.concat()[..max]);
    }
    assert_eq!(body(receive(None, 0, &[]).1), Ok(Vec::new()));
}

#[test]
fn what_is_compressed_is_not_any_more() {
    let whole = gzip(TEXT);
    let bytes: Vec<&[u8]> = whole.chunks(1).collect();
    for coding in ["gzip", "x-gzip", "GZip"] {
        for pieces in [&[&whole[..]][..], &bytes] {
            let (_, received) = receive(Some(coding), TEXT.len(), pieces);
            let received = received.expect("it is whole");
            assert_eq!(received.body, TEXT);
            assert_eq!(
                received.headers,
                HeaderMap::new(),
                "they speak of what is gone"
            );
        }
    }
    // Several compressed texts in a row are one.
    let (_, received) = receive(Some("gzip"), 1000, &[&whole, &whole]);
    assert_eq!(body(received), Ok([TEXT, TEXT].concat()));
    assert_eq!(
        body(receive(Some("gzip"), 0, &[&gzip(b"")]).1),
        Ok(Vec::new())
    );
}

#[test]
fn an_unknown_coding_is_left_to_the_caller() {
    for coding in ["br", "gzip, br", "identity", ""] {
        let (_, received) = receive(Some(coding), 100, &[b"abc"]);
        let received = received.expect("nothing is decompressed");
        assert_eq!(received.body, "abc");
        assert_eq!(received.headers["content-encoding"], coding);
    }
}

#[test]
fn what_is_missing_or_broken_is_said() {
    let whole = gzip(TEXT);
    for end in [1, 9, whole.len() / 2, whole.len() - 1] {
        let (_, received) = receive(Some("gzip"), 1000, &[&whole[..end]]);
        assert_eq!(body(received), Err(BodyProblem::Compression), "{end}");
    }
    let mut broken = whole.clone();
    broken[whole.len() - 6] ^= 1;
    for text in [
        &broken[..],
        b"no gzip at all",
        &[&whole[..], b"and more"].concat(),
    ] {
        let (_, received) = receive(Some("gzip"), 1000, &[text]);
        assert_eq!(body(received), Err(BodyProblem::Compression), "{text:?}");
    }
}

#[test]
fn the_limit_counts_what_is_decompressed() {
    let bomb = gzip(&vec![b'a'; 1 << 20]);
    assert!(bomb.len() < 4096);
    let (mut receiver, received) = receive(Some("gzip"), 5000, &[&bomb]);
    assert_eq!(body(received), Err(BodyProblem::TooLong));
    assert_eq!(receiver.so_far().body, vec![b'a'; 5000]);
    let (_, received) = receive(Some("gzip"), TEXT.len() - 1, &[&gzip(TEXT)]);
    assert_eq!(body(received), Err(BodyProblem::TooLong));
}
