//! A progress bar on standard error: only on a terminal, only past half a second.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::engine::Progress;

/// How long a run may stay silent.
const PATIENCE: Duration = Duration::from_millis(500);

/// Shows bytes judged.
pub(super) struct Bar {
    started: Instant,
    total: AtomicU64,
    done: AtomicU64,
    drawn: OnceLock<ProgressBar>,
}

impl Bar {
    /// A bar that has not been drawn.
    pub(super) fn new() -> Self {
        Self { started: Instant::now(), total: AtomicU64::new(0), done: AtomicU64::new(0), drawn: OnceLock::new() }
    }

    /// Takes it off the terminal.
    pub(super) fn clear(&self) {
        if let Some(bar) = self.drawn.get() {
            bar.finish_and_clear();
        }
    }

    fn draw(&self) -> &ProgressBar {
        self.drawn.get_or_init(|| {
            let bar = ProgressBar::with_draw_target(
                Some(self.total.load(Ordering::Relaxed)),
                ProgressDrawTarget::stderr_with_hz(10),
            );
            let template = "{bar:30} {bytes}/{total_bytes} {bytes_per_sec} {eta}";
            ProgressStyle::with_template(template).map_or(bar.clone(), |style| bar.with_style(style))
        })
    }
}

impl Progress for Bar {
    fn begins(&self, _: u64, bytes: u64) {
        self.total.store(bytes, Ordering::Relaxed);
    }

    fn opens(&self, _: &str) {}

    fn advances(&self, bytes: u64) {
        let done = self.done.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if self.started.elapsed() >= PATIENCE {
            self.draw().set_position(done);
        }
    }
}
