use stackwright_core::{IntoValue, Str, Text, Value};

/// A class of database instances: how many processors, and how much memory.
///
/// `T` ones have credits for short bursts, `M` ones four GiB of memory for a processor, `R` ones
/// eight; all of these run on Graviton.
///
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Types.html>
///
/// ```
/// use stackwright_aws::rds::DbSize;
///
/// let small = DbSize::T4gSmall;
/// let special = DbSize::Other("db.x2g.large".into());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DbSize {
    /// `db.t4g.micro`: 2 vCPU, 1 GiB.
    T4gMicro,
    /// `db.t4g.small`: 2 vCPU, 2 GiB.
    T4gSmall,
    /// `db.t4g.medium`: 2 vCPU, 4 GiB.
    T4gMedium,
    /// `db.t4g.large`: 2 vCPU, 8 GiB.
    T4gLarge,
    /// `db.m7g.large`: 2 vCPU, 8 GiB.
    M7gLarge,
    /// `db.m7g.xlarge`: 4 vCPU, 16 GiB.
    M7gXlarge,
    /// `db.m7g.2xlarge`: 8 vCPU, 32 GiB.
    M7g2xlarge,
    /// `db.m8g.large`: 2 vCPU, 8 GiB.
    M8gLarge,
    /// `db.m8g.xlarge`: 4 vCPU, 16 GiB.
    M8gXlarge,
    /// `db.r7g.large`: 2 vCPU, 16 GiB.
    R7gLarge,
    /// `db.r7g.xlarge`: 4 vCPU, 32 GiB.
    R7gXlarge,
    /// `db.r7g.2xlarge`: 8 vCPU, 64 GiB.
    R7g2xlarge,
    /// `db.r8g.large`: 2 vCPU, 16 GiB.
    R8gLarge,
    /// `db.r8g.xlarge`: 4 vCPU, 32 GiB.
    R8gXlarge,
    /// Another one, as RDS writes it: `db.x2g.large`.
    Other(Text),
}

impl IntoValue<Str> for DbSize {
    fn into_value(self) -> Value<Str> {
        let name = match self {
            DbSize::T4gMicro => "db.t4g.micro",
            DbSize::T4gSmall => "db.t4g.small",
            DbSize::T4gMedium => "db.t4g.medium",
            DbSize::T4gLarge => "db.t4g.large",
            DbSize::M7gLarge => "db.m7g.large",
            DbSize::M7gXlarge => "db.m7g.xlarge",
            DbSize::M7g2xlarge => "db.m7g.2xlarge",
            DbSize::M8gLarge => "db.m8g.large",
            DbSize::M8gXlarge => "db.m8g.xlarge",
            DbSize::R7gLarge => "db.r7g.large",
            DbSize::R7gXlarge => "db.r7g.xlarge",
            DbSize::R7g2xlarge => "db.r7g.2xlarge",
            DbSize::R8gLarge => "db.r8g.large",
            DbSize::R8gXlarge => "db.r8g.xlarge",
            DbSize::Other(name) => return name.into_value(),
        };
        name.into_value()
    }
}
