use std::fmt;
use std::net::Ipv4Addr;
use std::str::FromStr;

use stackwright_core::{Str, Value, cidr, select};

use super::SubnetKind;

/// A block of IPv4 addresses, as `10.0.0.0/16`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ipv4Block {
    network: u32,
    prefix: u8,
}

impl Ipv4Block {
    /// What a block that is none is taken for, so that the rest of a program is still judged.
    pub const STAND_IN: Self = Ipv4Block {
        network: 0x0a00_0000,
        prefix: 16,
    };

    pub fn prefix(self) -> u8 {
        self.prefix
    }

    /// One of the blocks that are so many bits smaller, by its number.
    fn cell(self, bits: u8, number: u32) -> Option<Self> {
        let prefix = self.prefix.checked_add(bits).filter(|bits| *bits <= 32)?;
        let offset = number.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
        Some(Ipv4Block {
            network: self.network.checked_add(offset)?,
            prefix,
        })
    }
}

impl fmt::Display for Ipv4Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", Ipv4Addr::from(self.network), self.prefix)
    }
}

/// What is wrong with a text that should be a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoBlock {
    /// It is nothing of the kind.
    Malformed,
    /// Bits behind its prefix are set; this is the block around it.
    HostBits(Ipv4Block),
}

impl FromStr for Ipv4Block {
    type Err = NoBlock;

    fn from_str(text: &str) -> Result<Self, NoBlock> {
        let (address, prefix) = text.split_once('/').ok_or(NoBlock::Malformed)?;
        let address: Ipv4Addr = address.parse().map_err(|_| NoBlock::Malformed)?;
        let is_plain = !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_digit());
        let prefix = prefix.parse().ok().filter(|bits| is_plain && *bits <= 32);
        let prefix: u8 = prefix.ok_or(NoBlock::Malformed)?;
        let mask = u32::MAX
            .checked_shl(32 - u32::from(prefix))
            .unwrap_or_default();
        let network = u32::from(address) & mask;
        match network == u32::from(address) {
            true => Ok(Ipv4Block { network, prefix }),
            false => Err(NoBlock::HostBits(Ipv4Block { network, prefix })),
        }
    }
}

/// Which part of a VPC's block a subnet has: by its kind and the number of its zone alone, so that
/// no other zone, and no other kind, ever moves it.
///
/// | VPC | zones | private | public | isolated | nobody's |
/// |---|---|---|---|---|---|
/// | `/16` to `/22` | 8 | the first half, 1/16 each | 1/64 each | 1/64 each | the last quarter |
/// | `/23`, `/24` | 4 | the first half, 1/8 each | 1/16 each | 1/16 each | nothing |
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    prefix: u8,
}

/// Where the subnets of a kind lie, in parts of the VPC's block.
struct Area {
    /// How many bits smaller than the VPC a subnet is.
    bits: u8,
    /// The part that the first zone has.
    first: u32,
}

impl Plan {
    /// The sizes of VPCs that there is a plan for.
    pub const PREFIXES: std::ops::RangeInclusive<u8> = 16..=24;

    /// The plan of [`Ipv4Block::STAND_IN`].
    pub const STAND_IN: Self = Plan {
        prefix: Ipv4Block::STAND_IN.prefix,
    };

    /// The plan of a VPC with so long a prefix.
    pub fn of(prefix: u8) -> Option<Self> {
        Self::PREFIXES.contains(&prefix).then_some(Plan { prefix })
    }

    /// How many zones there is room for.
    pub fn room(self) -> usize {
        match self.is_large() {
            true => 8,
            false => 4,
        }
    }

    fn is_large(self) -> bool {
        self.prefix <= 22
    }

    fn area(self, kind: SubnetKind) -> Area {
        let (bits, first) = match (self.is_large(), kind) {
            (true, SubnetKind::Private) => (4, 0),
            (true, SubnetKind::Public) => (6, 32),
            (true, SubnetKind::Isolated) => (6, 40),
            (false, SubnetKind::Private) => (3, 0),
            (false, SubnetKind::Public) => (4, 8),
            (false, SubnetKind::Isolated) => (4, 12),
        };
        Area { bits, first }
    }

    /// The block of a subnet within a block that is known; zones are counted from 0.
    pub fn block(self, vpc: Ipv4Block, kind: SubnetKind, zone: usize) -> Option<Ipv4Block> {
        let Area { bits, first } = self.area(kind);
        vpc.cell(bits, first + u32::try_from(zone).ok()?)
    }

    /// The same of a block that only the deployment knows.
    pub fn expression(self, vpc: Value<Str>, kind: SubnetKind, zone: usize) -> Value<Str> {
        let Area { bits, first } = self.area(kind);
        let number = first as usize + zone;
        select(number, cidr(vpc, 1_u32 << bits, 32 - self.prefix - bits))
    }
}

/// The IPv6 block of a subnet: a `/64` of the VPC's `/56`, by kind and zone as well.
pub(super) fn ipv6(vpc: Value<Str>, kind: SubnetKind, zone: usize) -> Value<Str> {
    let first = match kind {
        SubnetKind::Private => 0,
        SubnetKind::Public => 16,
        SubnetKind::Isolated => 32,
    };
    select(first + zone, cidr(vpc, 256, 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [SubnetKind; 3] = [
        SubnetKind::Private,
        SubnetKind::Public,
        SubnetKind::Isolated,
    ];

    /// Within the VPC, apart from each other, of a size that AWS takes, for every size of a VPC.
    #[test]
    fn no_two_subnets_share_an_address() {
        for prefix in Plan::PREFIXES {
            let vpc: Ipv4Block = format!("10.0.0.0/{prefix}").parse().expect("a block");
            let plan = Plan::of(prefix).expect("a plan");
            let mut all = Vec::new();
            for kind in KINDS {
                for zone in 0..plan.room() {
                    let block = plan.block(vpc, kind, zone).expect("room");
                    assert!((16..=28).contains(&block.prefix), "{block}");
                    let first = u64::from(block.network);
                    all.push((first, first + (1 << (32 - block.prefix))));
                }
            }
            all.sort_unstable();
            let end = u64::from(vpc.network) + (1 << (32 - prefix));
            assert!(all.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{all:?}");
            assert!(all.iter().all(|(_, last)| *last <= end), "{all:?}");
        }
    }

    #[test]
    fn blocks() {
        let block = |text: &str| text.parse::<Ipv4Block>();
        assert_eq!(
            block("10.1.0.0/16").map(|found| found.to_string()),
            Ok("10.1.0.0/16".to_owned())
        );
        let around = block("10.1.0.0/16").expect("a block");
        assert_eq!(block("10.1.2.0/16"), Err(NoBlock::HostBits(around)));
        for text in [
            "",
            "10.0.0.0",
            "10.0.0.0/33",
            "10.0.0/16",
            "10.0.0.0/+16",
            "fd00::/56",
        ] {
            assert_eq!(block(text), Err(NoBlock::Malformed), "{text}");
        }
    }
}
