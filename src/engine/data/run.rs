//! All blocks of one file, on several threads, put back in order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, mpsc};

use super::tally::Subject;
use super::worker::{BlockResult, Filled, Worker};
use super::{Base, FilePlan, FileTally};
use crate::engine::across::Side;
use crate::engine::keys::{ParentsBuilder, Seen, Strays};
use crate::engine::request::Progress;
use crate::table::{ReadError, Table};

/// A file of fewer bytes is judged on one thread: starting more costs as much.
const SMALL: u64 = 1 << 20;

/// Where a block was, so that it can be read again.
#[derive(Clone, Debug)]
pub(in crate::engine) struct BlockAt {
    /// Which file of the dataset.
    pub(in crate::engine) file: usize,
    /// First byte.
    pub(in crate::engine) offset: u64,
    /// Bytes.
    pub(in crate::engine) length: usize,
    /// Lines and records before it.
    pub(in crate::engine) base: Base,
    /// Where each of its stretches of records begins, in bytes from its first; empty where it can only be read whole.
    pub(in crate::engine) stretches: Box<[u32]>,
}

/// What all blocks of a file gave.
#[derive(Debug, Default)]
pub(in crate::engine) struct Outcome {
    /// Counts and places.
    pub(in crate::engine) tally: FileTally,
    /// Why the file could not be read to its end.
    pub(in crate::engine) error: Option<Box<ReadError>>,
}

/// What a file may use.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Limits {
    /// Threads.
    pub(in crate::engine) jobs: usize,
    /// Bytes of keys in memory.
    pub(in crate::engine) memory: usize,
}

/// What the files of a dataset add to.
pub(in crate::engine) struct Gathered<'g> {
    /// Its blocks so far.
    pub(in crate::engine) blocks: &'g mut Vec<BlockAt>,
    /// Its keys so far.
    pub(in crate::engine) seen: &'g mut Seen,
    /// All sets of parents of the run.
    pub(in crate::engine) parents: &'g mut [ParentsBuilder],
    /// Children without partners, of each relation of the run.
    pub(in crate::engine) strays: &'g mut [Strays],
    /// All sides of checks across datasets.
    pub(in crate::engine) sides: &'g mut [Side],
    /// Which file of the dataset this one is.
    pub(in crate::engine) file: usize,
}

/// Judges a file to its end.
pub(in crate::engine) fn run(
    mut table: Box<dyn Table>,
    plan: &FilePlan,
    limits: Limits,
    gathered: Gathered<'_>,
    progress: &dyn Progress,
) -> Outcome {
    table.project(plan.projection());
    let threads = if plan.head.bytes < SMALL { 1 } else { limits.jobs.max(1) };
    let first_block = gathered.blocks.len() as u64;
    let shared = Shared {
        indexer: table.indexer(),
        table: Mutex::new(table),
        stopped: AtomicBool::new(false),
        filled: Filled::default(),
        plan,
        first_block,
        memory: limits.memory / threads,
    };
    let mut merger = Merger {
        plan,
        gathered,
        filled: &shared.filled,
        base: Base { line: plan.head.body_line, record: 0 },
        outcome: Outcome::default(),
        waiting: BTreeMap::new(),
        next: 0,
    };
    if threads == 1 {
        shared.work_alone(&mut merger, progress);
    } else {
        shared.work_together(&mut merger, threads, progress);
    }
    merger.outcome
}

type Message = Result<BlockResult, Box<ReadError>>;

struct Shared<'p> {
    table: Mutex<Box<dyn Table>>,
    indexer: std::sync::Arc<dyn crate::table::Indexer>,
    stopped: AtomicBool,
    filled: Filled,
    plan: &'p FilePlan,
    first_block: u64,
    memory: usize,
}

impl Shared<'_> {
    /// Judges all blocks on this thread.
    fn work_alone(&self, merger: &mut Merger<'_>, progress: &dyn Progress) {
        let mut worker = Worker::new(self.memory);
        while let Some(fetched) = self.fetch(&mut worker) {
            merger.take(fetched.map(|()| self.judge(&mut worker)), progress);
        }
        merger.gathered.seen.absorb(&mut worker.seen);
    }

    /// Judges blocks on `threads` threads while this one puts them back in order.
    fn work_together(&self, merger: &mut Merger<'_>, threads: usize, progress: &dyn Progress) {
        let (sender, receiver) = mpsc::channel();
        std::thread::scope(|scope| {
            let work = |sender: mpsc::Sender<Message>| scope.spawn(move || self.work(&sender));
            let workers: Vec<_> = (0..threads).map(|_| work(sender.clone())).collect();
            drop(sender);
            for message in receiver {
                merger.take(message, progress);
            }
            for worker in workers {
                match worker.join() {
                    Ok(mut seen) => merger.gathered.seen.absorb(&mut seen),
                    // A block that nobody judged must never look like one without a finding.
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
        });
    }

    fn judge(&self, worker: &mut Worker) -> BlockResult {
        worker.judge(self.plan, &*self.indexer, &self.filled, self.first_block)
    }

    fn work(&self, sender: &mpsc::Sender<Message>) -> Seen {
        let mut worker = Worker::new(self.memory);
        while let Some(fetched) = self.fetch(&mut worker) {
            // The receiver outlives every worker; were it gone, nobody would be left to tell.
            if sender.send(fetched.map(|()| self.judge(&mut worker))).is_err() {
                break;
            }
        }
        worker.seen
    }

    /// Reads the next block; one thread at a time. `None` where nothing is left.
    fn fetch(&self, worker: &mut Worker) -> Option<Result<(), Box<ReadError>>> {
        let mut table = self.table.lock().ok()?;
        if self.stopped.load(Ordering::Relaxed) {
            return None;
        }
        match table.next(&mut worker.block) {
            Ok(true) => Some(Ok(())),
            Ok(false) => {
                self.stopped.store(true, Ordering::Relaxed);
                None
            }
            Err(error) => {
                self.stopped.store(true, Ordering::Relaxed);
                Some(Err(error))
            }
        }
    }
}

/// Puts blocks back in order.
struct Merger<'m> {
    plan: &'m FilePlan,
    gathered: Gathered<'m>,
    filled: &'m Filled,
    base: Base,
    outcome: Outcome,
    waiting: BTreeMap<u64, BlockResult>,
    next: u64,
}

impl Merger<'_> {
    fn take(&mut self, message: Message, progress: &dyn Progress) {
        match message {
            Ok(block) => {
                progress.advances(block.length as u64);
                self.put(block);
            }
            Err(error) => self.outcome.error = Some(error),
        }
    }

    fn put(&mut self, block: BlockResult) {
        self.waiting.insert(block.number, block);
        while let Some(block) = self.waiting.remove(&self.next) {
            self.next += 1;
            self.add(block);
        }
    }

    fn add(&mut self, block: BlockResult) {
        let base = self.base;
        self.gathered.blocks.push(BlockAt {
            file: self.gathered.file,
            offset: block.offset,
            length: block.length,
            base,
            stretches: block.stretches,
        });
        for (job, packed) in self.plan.parents.iter().zip(&block.parents) {
            if let Some(set) = self.gathered.parents.get_mut(job.set) {
                set.extend(packed);
            }
        }
        for (job, keys) in self.plan.references.iter().zip(&block.strays) {
            if let Some(strays) = self.gathered.strays.get_mut(job.relation) {
                strays.extend(keys);
            }
        }
        for (extract, emitted) in self.plan.across.iter().zip(&block.across) {
            if let Some(side) = self.gathered.sides.get_mut(extract.side) {
                side.take(emitted, self.plan.keep);
            }
        }
        self.base = Base { line: base.line + block.newlines, record: base.record + block.tally.records };
        let touched: Vec<Subject> = block.tally.parts.keys().copied().collect();
        let tally = &mut self.outcome.tally;
        tally.add(block.tally, base, (self.plan.keep, self.plan.room));
        let most = tally.most(self.plan.keep, self.plan.room);
        for subject in touched {
            if tally.tallies.get(&subject).is_some_and(|it| it.places.len() >= most) {
                self.filled.mark(subject);
            }
        }
    }
}
