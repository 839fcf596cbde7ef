//! Entries in a folder: one file each, whole or not there.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::digest::{self, Digest};

/// What every entry begins with; the last byte is the version of its form.
const MAGIC: &[u8; 8] = b"dictum\0\x01";

/// Extension of entries; no input has it.
pub(in crate::engine) const EXTENSION: &str = "dictum-result";

/// Most bytes of one entry.
const MOST_OF_ONE: u64 = 64 << 20;

/// Most bytes of all entries; past it the oldest go.
const MOST: u64 = 256 << 20;

/// Tells programs that copy and search folders that nothing here is worth it.
const TAG: (&str, &str) =
    ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Results that dictum can find again.\n");

/// What is kept under `key`; none where there is no entry, or where it is not what was written.
pub(super) fn read(folder: &Path, key: &Digest) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path(folder, key)).ok()?.take(MOST_OF_ONE).read_to_end(&mut bytes).ok()?;
    let rest = bytes.strip_prefix(MAGIC)?.strip_prefix(key)?;
    let (sum, kept) = rest.split_first_chunk::<32>()?;
    (digest::of_bytes(kept) == *sum).then(|| kept.to_vec())
}

/// Keeps `bytes` under `key`.
///
/// # Errors
/// Where the folder cannot be made or written to.
pub(super) fn write(folder: &Path, key: &Digest, bytes: &[u8]) -> io::Result<()> {
    if bytes.len() as u64 > MOST_OF_ONE / 2 {
        return Ok(());
    }
    // A folder that was there before may hold other things, which are worth looking at.
    if !folder.exists() {
        fs::create_dir_all(folder)?;
        fs::write(folder.join(TAG.0), TAG.1)?;
    }
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    for part in [&MAGIC[..], key, &digest::of_bytes(bytes), bytes] {
        file.write_all(part)?;
    }
    file.persist(path(folder, key))?;
    Ok(())
}

/// Removes the oldest entries of a folder that has grown too large. What cannot be removed stays.
pub(super) fn prune(folder: &Path) {
    let Ok(listed) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = listed
        .flatten()
        .filter(|it| it.path().extension().is_some_and(|it| it == EXTENSION))
        .filter_map(|it| it.metadata().ok().and_then(|of| Some((of.modified().ok()?, it.path(), of.len()))))
        .collect();
    entries.sort();
    let mut kept = 0;
    for (_, path, bytes) in entries.into_iter().rev() {
        kept += bytes;
        if kept > MOST {
            // Another job may have been quicker.
            let _ = fs::remove_file(path);
        }
    }
}

fn path(folder: &Path, key: &Digest) -> PathBuf {
    let name = key.iter().fold(String::new(), |name, byte| format!("{name}{byte:02x}"));
    folder.join(name).with_extension(EXTENSION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_as_it_was_written_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let (key, other) = ([7; 32], [8; 32]);
        assert_eq!(read(folder.path(), &key), None);
        write(&folder.path().join("a/b"), &key, b"").unwrap();
        write(folder.path(), &key, b"what was found").unwrap();
        assert_eq!(read(folder.path(), &key).as_deref(), Some(&b"what was found"[..]));
        assert_eq!(read(&folder.path().join("a/b"), &key).as_deref(), Some(&b""[..]));
        let whole = fs::read(path(folder.path(), &key)).unwrap();
        for at in 0..whole.len() {
            let mut wrong = whole.clone();
            wrong[at] ^= 1;
            fs::write(path(folder.path(), &key), wrong).unwrap();
            assert_eq!(read(folder.path(), &key), None, "byte {at}");
            fs::write(path(folder.path(), &key), &whole[..at]).unwrap();
            assert_eq!(read(folder.path(), &key), None, "cut at {at}");
        }
        fs::write(path(folder.path(), &other), &whole).unwrap();
        assert_eq!(read(folder.path(), &other), None, "under another name");
    }

    #[test]
    fn the_oldest_entries_go_and_no_other_file() {
        let folder = tempfile::tempdir().unwrap();
        let long = |name: &Path, seconds| {
            let file = File::create(name).unwrap();
            file.set_len(MOST / 2).unwrap();
            let at = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            file.set_modified(at).unwrap();
        };
        let of = |byte| path(folder.path(), &[byte; 32]);
        let other = folder.path().join("report.csv");
        long(&other, 1);
        for byte in 1..=4 {
            long(&of(byte), u64::from(byte) * 100);
        }
        prune(folder.path());
        assert_eq!([1, 2, 3, 4].map(|it| of(it).exists()), [false, false, true, true]);
        assert!(other.exists());
    }
}
