//! A container as a table: pages from a producer, one to a block.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::{CellIndexer, Page, Part};
use crate::message::input;
use crate::table::{Block, Copier, Head, Indexer, Projection, ReadError, RowSet, Table};

/// Pages that wait for the checks.
const AHEAD: usize = 2;

/// Reads a container.
pub(in crate::table) trait Producer: Send + Sync {
    /// Gives pages to `sink` in order until it wants no more. The first of them is at `from`, or before it.
    ///
    /// # Errors
    /// Where nothing more can be read; pages that were given stand.
    fn produce(&self, from: u64, projection: &Projection, sink: &mut Sink) -> Result<(), Box<ReadError>>;

    /// As [`Table::copier`].
    fn copier(&self) -> Option<io::Result<Box<dyn Copier>>> {
        None
    }

    /// As [`Table::copy_without`].
    fn copy_without(&self, _left_out: &RowSet, _out: &mut dyn Write) -> Option<io::Result<()>> {
        None
    }
}

/// Pages that have been judged, for their memory: asking the system for it costs more than filling it.
#[derive(Clone, Default)]
struct Spent(Arc<Mutex<Vec<Page>>>);

impl Spent {
    fn keep(&self, page: Page) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !page.is_unused() && pages.len() <= AHEAD {
            pages.push(page);
        }
    }

    fn take(&self) -> Page {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }
}

/// Where pages go.
pub(in crate::table) struct Sink {
    to: SyncSender<Given>,
    spent: Spent,
}

type Given = Result<Page, Box<ReadError>>;

impl Sink {
    /// Hands a page over. Returns whether more are wanted.
    pub(in crate::table) fn give(&mut self, page: Page) -> bool {
        self.to.send(Ok(page)).is_ok()
    }

    /// An empty page for `width` columns.
    pub(in crate::table) fn page(&self, width: usize, part: Part, position: u64) -> Page {
        self.spent.take().cleared(width, part, position)
    }
}

/// A producer at work.
struct Stream {
    pages: Receiver<Given>,
    thread: Option<thread::JoinHandle<()>>,
}

/// A container as a table.
pub(in crate::table) struct CellTable {
    path: PathBuf,
    head: Head,
    producer: Arc<dyn Producer>,
    projection: Projection,
    stream: Option<Stream>,
    spent: Spent,
    /// The page after the one that was handed out last, so that the last block is known as such.
    ahead: Option<Page>,
    number: u64,
    ended: bool,
    /// A second stream, for blocks that are read again, and where it is.
    again: Mutex<Option<(Stream, u64)>>,
}

impl CellTable {
    pub(in crate::table) fn new(path: PathBuf, head: Head, producer: Arc<dyn Producer>) -> Self {
        Self {
            path,
            head,
            producer,
            projection: Projection::default(),
            stream: None,
            spent: Spent::default(),
            ahead: None,
            number: 0,
            ended: false,
            again: Mutex::new(None),
        }
    }

    fn start(&self, from: u64) -> Stream {
        let (sender, pages) = sync_channel(AHEAD);
        let producer = Arc::clone(&self.producer);
        let projection = self.projection.clone();
        let spent = self.spent.clone();
        let thread = thread::spawn(move || {
            let mut sink = Sink { to: sender, spent };
            if let Err(error) = producer.produce(from, &projection, &mut sink) {
                // Nobody is left to be told where the checks have stopped already.
                let _ = sink.to.send(Err(error));
            }
        });
        Stream { pages, thread: Some(thread) }
    }

    /// The next page of a stream. A crate that panics on damaged bytes ends its thread, and the input is unreadable from
    /// there on: it must not look like one that ends.
    fn pull(&self, stream: &mut Stream) -> Result<Option<Page>, Box<ReadError>> {
        match stream.pages.recv() {
            Ok(Ok(page)) => Ok(Some(page)),
            Ok(Err(error)) => Err(error),
            Err(_) => match stream.thread.take().map(thread::JoinHandle::join) {
                Some(Err(_)) => Err(Box::new(ReadError {
                    path: self.path.clone(),
                    offset: 0,
                    reason: input::container_damaged(self.head.format),
                    help: Some(input::unreadable_help()),
                })),
                _ => Ok(None),
            },
        }
    }
}

impl Table for CellTable {
    fn head(&self) -> &Head {
        &self.head
    }

    fn project(&mut self, projection: Projection) {
        self.projection = projection;
    }

    fn next(&mut self, block: &mut Block) -> Result<bool, Box<ReadError>> {
        block.raw.clear();
        block.last = false;
        self.spent.keep(std::mem::take(&mut block.page));
        if self.ended {
            return Ok(false);
        }
        let mut stream = self.stream.take().unwrap_or_else(|| self.start(0));
        let page = match self.ahead.take() {
            Some(page) => Some(page),
            None => self.pull(&mut stream).inspect_err(|_| self.ended = true)?,
        };
        let Some(page) = page else {
            self.ended = true;
            return Ok(false);
        };
        block.offset = page.position;
        block.number = self.number;
        block.page = page;
        self.number += 1;
        self.stream = Some(stream);
        Ok(true)
    }

    fn refetch(&self, offset: u64, _: usize, block: &mut Block) -> Result<(), Box<ReadError>> {
        let mut again = self.again.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut stream, mut at) = match again.take() {
            Some((stream, at)) if at <= offset => (stream, at),
            _ => (self.start(offset), 0),
        };
        while let Some(page) = self.pull(&mut stream)? {
            at = page.position + 1;
            if page.position == offset {
                block.raw.clear();
                block.offset = offset;
                block.page = page;
                *again = Some((stream, at));
                return Ok(());
            }
        }
        let _ = at;
        Err(Box::new(ReadError {
            path: self.path.clone(),
            offset: 0,
            reason: input::unreadable(),
            help: Some(input::unreadable_help()),
        }))
    }

    fn indexer(&self) -> Arc<dyn Indexer> {
        let names = self.head.header.iter().map(|it| Arc::clone(&it.text)).collect();
        Arc::new(CellIndexer::new(names))
    }

    fn copier(&self) -> Option<io::Result<Box<dyn Copier>>> {
        self.producer.copier()
    }

    fn copy_without(&self, left_out: &RowSet, out: &mut dyn Write) -> Option<io::Result<()>> {
        self.producer.copy_without(left_out, out)
    }
}
