//! Whether a flow gets through, and what keeps it from that.

use super::{Door, Flow};
use crate::network::{Direction, Groups, Network, NoWay, Party, Stops, Stuck, Subnet};
use crate::{Answer, Property};

/// Whether a flow gets through the network of its deployment.
#[derive(Default)]
pub enum Verdict<'d> {
    /// The security groups of both ends let it through, and there is a way.
    Open,
    /// All of this keeps it from getting through.
    Shut(Vec<Barrier<'d>>),
    /// It is decided at deployment, or by somebody else.
    #[default]
    Unknown,
}

/// What keeps a flow from getting through, for certain.
pub enum Barrier<'d> {
    /// None of the security groups at one end has a rule that lets it through.
    Groups {
        /// The end that they stand at.
        side: Side,
        /// The groups.
        groups: Groups<'d>,
    },
    /// A network ACL stops what starts in a subnet.
    Acl {
        /// The subnet.
        subnet: &'d Subnet<'d>,
        /// The network ACL.
        acl: Property<'d>,
        /// What it stops.
        stops: Stops,
    },
    /// Nothing leads from a subnet to what is to be reached.
    NoWay {
        /// The subnet.
        subnet: &'d Subnet<'d>,
        /// Why the internet cannot be reached from it.
        why: NoWay,
        /// What cannot be done for want of a way, and which endpoints would help.
        stuck: Stuck<'d>,
    },
}

/// One of the ends of a flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// That which opens the connection.
    From,
    /// That which is to be reached.
    To,
}

impl<'d> Verdict<'d> {
    /// What the security groups of both ends come to.
    pub(super) fn between(
        network: &Network<'d>,
        from: &Party<'d>,
        door: Door,
        to: &Party<'d>,
    ) -> Self {
        let out = network.open(&from.groups, Direction::Out, door, to);
        let into = network.open(&to.groups, Direction::In, door, from);
        let mut barriers = Vec::new();
        for (side, party, open) in [(Side::From, from, out), (Side::To, to, into)] {
            if open.is_no() {
                let groups = party.groups.clone();
                barriers.push(Barrier::Groups { side, groups });
            }
        }
        Verdict::of(out.and(into), barriers)
    }

    /// What the groups of one end come to, where nothing is known of the other.
    pub(super) fn of_groups(side: Side, groups: &Groups<'d>, open: Answer) -> Self {
        let groups = groups.clone();
        let barrier = open.is_no().then_some(Barrier::Groups { side, groups });
        Verdict::of(open, barrier.into_iter().collect())
    }

    pub(super) fn of(open: Answer, barriers: Vec<Barrier<'d>>) -> Self {
        match (barriers.is_empty(), open) {
            (false, _) => Verdict::Shut(barriers),
            (true, Answer::Yes) => Verdict::Open,
            (true, _) => Verdict::Unknown,
        }
    }
}

impl<'d> Flow<'d> {
    /// Whether it certainly gets through.
    pub fn is_open(&self) -> bool {
        matches!(self.verdict, Verdict::Open)
    }

    /// Whether it certainly does not get through.
    pub fn is_shut(&self) -> bool {
        matches!(self.verdict, Verdict::Shut(_))
    }

    /// What keeps it from getting through; nothing where it is open, or that is not known.
    pub fn barriers(&self) -> &[Barrier<'d>] {
        match &self.verdict {
            Verdict::Shut(barriers) => barriers,
            Verdict::Open | Verdict::Unknown => &[],
        }
    }

    /// The security groups at one end, where they keep it from getting through.
    pub fn shut_by_groups(&self, at: Side) -> Option<&Groups<'d>> {
        self.barriers().iter().find_map(|barrier| match barrier {
            Barrier::Groups { side, groups } if *side == at => Some(groups),
            _ => None,
        })
    }
}
