use stackwright_core::{Asked, Expr};

use super::merge::{Right, document, size};

/// How many characters all policies inside a role, or beside it, may have together.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const INLINE: usize = 10_240;

/// How many characters a managed policy may have.
pub(super) const MANAGED: usize = 6_144;

/// The room that is left for policies that are no managed ones.
pub(super) struct Room(usize);

impl Room {
    /// What policies of so many characters leave.
    pub fn beside(taken: usize) -> Self {
        Room(INLINE.saturating_sub(taken))
    }
}

/// What one policy holds of the rights of a role.
pub(super) struct Share {
    /// The policy.
    pub document: Expr,
    /// Who asked for what in it.
    pub asked: Vec<Asked>,
    /// How many characters it has at most.
    pub size: usize,
    /// Nothing for the first, which is no managed policy; else what tells the managed ones apart.
    pub number: String,
}

/// Shares rights out to policies: all to the first, and where that grows too large, half of them
/// to another, which half being a matter of what they are rights to.
///
/// So a right that is added later moves no other, but where its policy has no room for it. Were
/// they shared out in their order instead, it would push one right after the other into the next
/// policy, and each would be missing while CloudFormation updates the two.
pub(super) fn shares(rights: &[Right<'_>], room: &mut Room) -> Vec<Share> {
    let mut shares = Vec::new();
    let all: Vec<&Right<'_>> = rights.iter().collect();
    let is_tight = room.0 < MANAGED / 2 && size(&document(&all).0.into_expr()) > room.0;
    let most = if is_tight { MANAGED } else { room.0 };
    share(all, most, String::new(), &mut shares);
    if let Some(first) = shares.iter_mut().find(|share| share.number.is_empty()) {
        match is_tight || first.size > room.0 {
            true => first.number.push('0'),
            false => room.0 -= first.size,
        }
    }
    shares
}

fn share(rights: Vec<&Right<'_>>, room: usize, bits: String, shares: &mut Vec<Share>) {
    if rights.is_empty() {
        return;
    }
    let (document, asked) = document(&rights);
    let document = document.into_expr();
    let size = size(&document);
    if size > room && rights.len() > 1 && bits.len() < 64 {
        let (more, rest): (Vec<_>, Vec<_>) = rights
            .into_iter()
            .partition(|right| (right.hash() >> bits.len()) & 1 == 1);
        share(rest, room, format!("{bits}0"), shares);
        share(more, MANAGED, format!("{bits}1"), shares);
        return;
    }
    shares.push(Share {
        document,
        asked,
        size,
        number: bits.trim_end_matches('0').to_owned(),
    });
}
