//! The SHA-256 by which an import is pinned to the bytes that were agreed on.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The digest of `bytes` in lower-case hexadecimal.
pub(in crate::dictionary) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_standard_hold() {
        for (text, digest) in [
            (String::new(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc".to_owned(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".to_owned(),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            ),
            ("a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
        ] {
            assert_eq!(sha256(text.as_bytes()), digest, "{} bytes", text.len());
        }
    }

    #[test]
    fn every_length_is_padded_to_whole_blocks() {
        let digests: std::collections::BTreeSet<_> = (0..200).map(|length| sha256(&vec![b'x'; length])).collect();
        assert_eq!(digests.len(), 200);
        // Where one block becomes two.
        for (length, digest) in [
            (55, "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"),
            (56, "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"),
            (63, "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2"),
            (64, "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"),
        ] {
            assert_eq!(sha256(&vec![b'x'; length]), digest, "{length}");
        }
    }
}
