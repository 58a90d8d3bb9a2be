//! Everything that is traced or logged by this process, by whichever crate.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::fmt::{self, MakeWriter};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

static TEXT: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static LINES: AtomicUsize = AtomicUsize::new(0);
/// Where `ureq` logs every byte that it sends and receives, at the level `trace` and nowhere else.
const WIRE: &str = "ureq_proto::util";

/// Starts to collect.
pub(crate) fn start() {
    static START: Once = Once::new();
    START.call_once(|| {
        let lines = fmt::layer()
            .with_span_events(FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(Collector);
        let levels = Targets::new()
            .with_default(LevelFilter::TRACE)
            .with_target(WIRE, LevelFilter::OFF);
        tracing_subscriber::registry()
            .with(lines.with_filter(levels))
            .init();
    });
}

/// Returns what was collected since the last time.
pub(crate) fn take() -> String {
    let mut text = TEXT.lock().unwrap_or_else(PoisonError::into_inner);
    let text = String::from_utf8_lossy(&std::mem::take(&mut *text)).into_owned();
    LINES.fetch_add(text.lines().count(), Ordering::SeqCst);
    text
}

/// Returns how many lines were taken so far.
pub(crate) fn lines() -> usize {
    LINES.load(Ordering::SeqCst)
}

struct Collector;

impl<'a> MakeWriter<'a> for Collector {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        Self
    }
}

impl Write for Collector {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut text = TEXT.lock().unwrap_or_else(PoisonError::into_inner);
        text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
