//! Hashes: of a file's bytes, of the program, of a list of named ingredients.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use crate::table::Source;

/// 256 bits that no two contents share.
pub(super) type Digest = [u8; 32];

/// Bytes that are hashed by one thread at a time.
const STRETCH: u64 = 4 << 20;

/// The hash of some bytes.
pub(super) fn of_bytes(bytes: &[u8]) -> Digest {
    blake3::hash(bytes).into()
}

/// The hash of everything in `source`.
///
/// # Errors
/// Where it cannot be read, or becomes shorter meanwhile.
pub(super) fn of_source(source: &Source, jobs: usize) -> io::Result<Digest> {
    let length = source.length()?;
    let stretches = length.div_ceil(STRETCH);
    let next = AtomicU64::new(0);
    let work = || -> io::Result<Vec<(u64, Digest)>> {
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= stretches {
                return Ok(done);
            }
            let from = number * STRETCH;
            done.push((number, of_stretch(source, from, STRETCH.min(length - from))?));
        }
    };
    let threads = u64::try_from(jobs).unwrap_or(1).clamp(1, stretches.max(1));
    let done = thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut all = vec![work()];
        all.extend(
            workers.into_iter().map(|it| it.join().unwrap_or_else(|_| Err(io::Error::other("a thread failed")))),
        );
        all.into_iter().collect::<io::Result<Vec<_>>>()
    })?;
    let mut done: Vec<(u64, Digest)> = done.into_iter().flatten().collect();
    done.sort_unstable_by_key(|it| it.0);
    let mut whole = Ingredients::default();
    whole.number(length);
    for (_, it) in &done {
        whole.bytes(it);
    }
    Ok(whole.digest())
}

fn of_stretch(source: &Source, from: u64, length: u64) -> io::Result<Digest> {
    let mut reader = source.reader();
    reader.seek(SeekFrom::Start(from))?;
    of_reader(&mut reader.take(length), Some(length))
}

fn of_reader(reader: &mut impl Read, expected: Option<u64>) -> io::Result<Digest> {
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 18];
    let mut length = 0;
    loop {
        match reader.read(&mut buffer)? {
            0 if expected.is_none_or(|it| it == length) => return Ok(hasher.finalize().into()),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            read => {
                length += read as u64;
                hasher.update(buffer.get(..read).unwrap_or_default());
            }
        }
    }
}

/// The hash of the program that runs: two builds of one version may judge differently. `None` where it cannot be read.
pub(super) fn of_program() -> Option<Digest> {
    static PROGRAM: OnceLock<Option<Digest>> = OnceLock::new();
    let read = || {
        // The file may have been replaced since it was started; this leads to what was.
        let running = File::open("/proc/self/exe").or_else(|_| File::open(std::env::current_exe()?));
        of_reader(&mut running.ok()?, None).ok()
    };
    *PROGRAM.get_or_init(read)
}

/// A list of ingredients, each with its length, so that no two lists read alike.
#[derive(Clone, Default)]
pub(super) struct Ingredients(blake3::Hasher);

impl Ingredients {
    /// Adds bytes.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.update(bytes);
    }

    /// Adds a text.
    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Adds a number.
    pub(super) fn number(&mut self, number: u64) {
        self.0.update(&number.to_le_bytes());
    }

    /// The hash of all of them.
    pub(super) fn digest(&self) -> Digest {
        self.0.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_source_has_one_hash_however_many_threads_look_at_it_and_another_for_each_changed_byte() {
        let mut bytes = vec![7; usize::try_from(STRETCH).unwrap() * 2 + 1];
        let of = |bytes: &[u8], jobs| of_source(&Source::kept(Path::new("x"), bytes).unwrap(), jobs).unwrap();
        let whole = of(&bytes, 1);
        assert_eq!(whole, of(&bytes, 5));
        let middle = usize::try_from(STRETCH).unwrap();
        for at in [0, middle - 1, middle, bytes.len() - 1] {
            bytes[at] = 8;
            assert_ne!(whole, of(&bytes, 2), "byte {at}");
            bytes[at] = 7;
        }
        assert_ne!(whole, of(&bytes[1..], 2));
        assert_ne!(of(b"", 2), of(b"\0", 2));
    }

    #[test]
    fn lists_of_ingredients_differ_where_only_their_parts_do() {
        let of = |parts: &[&str]| {
            let mut all = Ingredients::default();
            for it in parts {
                all.text(it);
            }
            all.digest()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["", "a"]), of(&["a", ""]));
    }
}
