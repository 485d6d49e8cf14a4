use std::fmt;
use std::fs;
use std::io::Read;
use std::path::Path;

use hmac_sha256::Hash;

use crate::Error;

/// A hash: 32 bytes, shown as 64 small letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Digest {
    /// The hash of bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Digest(Hash::hash(bytes.as_ref()))
    }

    /// The hash of what is in a file, which is read piece by piece.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read.
    pub fn of_file(path: &Path) -> Result<Self, Error> {
        let mut file = fs::File::open(path).map_err(Error::io("read", path))?;
        let mut hasher = Hash::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = file.read(&mut buffer).map_err(Error::io("read", path))?;
            match buffer.get(..read) {
                Some(piece) if read > 0 => hasher.update(piece),
                _ => return Ok(Digest(hasher.finalize())),
            }
        }
    }
}

/// Makes a hash of several parts, each under a name, so that no two lists of parts come to one.
///
/// ```
/// use stackwright_assets::Hasher;
///
/// let hash = |parts: &[(&str, &str)]| {
///     let parts = parts.iter();
///     parts.fold(Hasher::new(), |hasher, (name, text)| hasher.part(name, text)).end()
/// };
/// assert_ne!(hash(&[("a", "bc")]), hash(&[("ab", "c")]));
/// ```
#[derive(Clone)]
pub struct Hasher(Hash);

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hasher").finish_non_exhaustive()
    }
}

impl Hasher {
    /// A hash of nothing yet.
    pub fn new() -> Self {
        Hasher(Hash::new())
    }

    /// Adds a part.
    #[must_use]
    pub fn part(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        for bytes in [name.as_bytes(), bytes.as_ref()] {
            self.0.update((bytes.len() as u64).to_be_bytes());
            self.0.update(bytes);
        }
        self
    }

    /// The hash of all parts, in their order.
    pub fn end(self) -> Digest {
        Digest(self.0.finalize())
    }
}

impl Default for Hasher {
    fn default() -> Self {
        Hasher::new()
    }
}
