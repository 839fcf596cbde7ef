//! The identity of a finding across runs.

/// 16 hexadecimal digits made of what stays the same when rows move, messages are reworded or the language changes.
///
/// FNV-1a, 64 bits (Fowler, Noll, Vo): defined for ever by two constants, so a fingerprint never depends on a library's release.
pub fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(fingerprint(["ab", "c"]), fingerprint(["a", "bc"]));
        assert_eq!(fingerprint([]), "cbf29ce484222325");
    }
}
