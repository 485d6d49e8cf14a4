/// A quantity of memory or storage, in binary units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Size {
    mib: i64,
}

impl Size {
    /// This many mebibytes (1,048,576 bytes).
    pub const fn mib(mib: u32) -> Self {
        Size { mib: mib as i64 }
    }

    /// This many gibibytes (1,024 MiB).
    pub const fn gib(gib: u32) -> Self {
        Size {
            mib: gib as i64 * 1024,
        }
    }

    /// The number of mebibytes.
    pub const fn as_mib(self) -> i64 {
        self.mib
    }

    /// The number of gibibytes; a part of one counts as a whole.
    pub const fn as_gib(self) -> i64 {
        (self.mib + 1023) / 1024
    }
}

/// `512.mib()`, `30.gib()`
///
/// ```
/// use stackwright_aws::units::{Size, SizeExt};
///
/// assert_eq!(30.gib(), Size::mib(30_720));
/// assert_eq!(1500.mib().as_gib(), 2);
/// ```
pub trait SizeExt {
    /// This many mebibytes.
    fn mib(self) -> Size;
    /// This many gibibytes.
    fn gib(self) -> Size;
}

impl SizeExt for u32 {
    fn mib(self) -> Size {
        Size::mib(self)
    }

    fn gib(self) -> Size {
        Size::gib(self)
    }
}
