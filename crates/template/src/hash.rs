//! Maps and sets by names: logical ids, types of resources, keys.
//!
//! A name is hashed eight bytes at a time, in plain arithmetic. Of a name of thirty letters, which is
//! what ids and types have, that takes as long as other hashers need where a program is optimized, and
//! less than half where it is not, as in the tests and the first runs of everybody's own program.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::LazyLock;

/// A map by names.
pub type HashMap<K, V> = std::collections::HashMap<K, V, NameState>;

/// A set of names.
pub type HashSet<K> = std::collections::HashSet<K, NameState>;

/// What the hashes of a process begin with, so that nobody can write names that have the same.
static SEED: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0));

/// Any odd number whose bits are without order; here those behind the point of the golden ratio.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Makes the hashers of a map.
#[derive(Clone, Copy, Debug)]
pub struct NameState {
    seed: u64,
}

/// Hashes a name.
#[derive(Clone, Copy, Debug)]
pub struct NameHasher {
    hash: u64,
}

impl Default for NameState {
    fn default() -> Self {
        NameState { seed: *SEED }
    }
}

impl BuildHasher for NameState {
    type Hasher = NameHasher;

    fn build_hasher(&self) -> NameHasher {
        NameHasher { hash: self.seed }
    }
}

impl NameHasher {
    fn add(&mut self, word: u64) {
        let product = (self.hash ^ word).wrapping_mul(FACTOR);
        // The low bits of a product know nothing of the high ones.
        self.hash = product ^ (product >> 29);
    }
}

/// Eight bytes, if so many are left. What takes slices apart otherwise calls one function from another where
/// a program is not optimized.
fn word_at(bytes: &[u8], at: usize) -> Option<u64> {
    let word = bytes.get(at..)?.first_chunk()?;
    Some(u64::from_le_bytes(*word))
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while let Some(word) = word_at(bytes, at) {
            self.add(word);
            at += 8;
        }
        let rest = bytes.len() - at;
        if rest == 0 {
            return;
        }
        // The last eight, of which some were there before, or all that there are.
        let last = match at {
            0 => bytes
                .iter()
                .fold(0, |last, byte| last << 8 | u64::from(*byte)),
            _ => word_at(bytes, bytes.len() - 8).unwrap_or_default(),
        };
        self.add(last ^ (rest as u64) << 56);
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    fn finish(&self) -> u64 {
        self.hash
    }
}

#[cfg(test)]
mod tests {
    use std::hash::BuildHasher;

    use super::{HashSet, NameState};

    #[test]
    fn names_that_differ_have_hashes_that_differ_at_both_ends() {
        let state = NameState::default();
        let mut names: Vec<String> = (0..40).map(|count| "a".repeat(count)).collect();
        for number in 0..4000 {
            names.push(format!("{number}"));
            names.push(format!("Service{number}TaskExecutionRoleDefaultPolicy"));
            names.push(format!("TaskExecutionRoleDefaultPolicy{number}"));
        }
        let hashes: HashSet<u64> = names.iter().map(|name| state.hash_one(name)).collect();
        assert_eq!(hashes.len(), names.len());
        // A table takes the place from the low bits, and tells entries apart by the high ones.
        for end in [0, 57] {
            let mut fill = [0; 128];
            for hash in &hashes {
                fill[(hash >> end) as usize % fill.len()] += 1;
            }
            let even = hashes.len() / fill.len();
            assert!(fill.iter().all(|count| *count < 2 * even), "{fill:?}");
        }
    }
}
