use stackwright_cfn::vpclattice as cfn;
use stackwright_core::{IntoValue, Str, Value, With};

use super::LatticeTargetGroupHandle;

/// What becomes of requests.
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/listeners.html>
#[derive(Clone, Debug)]
pub struct LatticeAction(Does);

#[derive(Clone, Debug)]
enum Does {
    Forward(Vec<(LatticeTargetGroupHandle, Option<u32>)>),
    Answer(u32),
}

impl LatticeAction {
    /// They go to the targets of a group.
    pub fn forward(group: impl Into<LatticeTargetGroupHandle>) -> Self {
        LatticeAction(Does::Forward(vec![(group.into(), None)]))
    }

    /// They go to the targets of several groups, of each its share: a weight of 0 to 999, in 1 to 10
    /// groups.
    pub fn split<G: Into<LatticeTargetGroupHandle>>(
        groups: impl IntoIterator<Item = (G, u32)>,
    ) -> Self {
        let groups = groups.into_iter();
        LatticeAction(Does::Forward(
            groups
                .map(|(group, weight)| (group.into(), Some(weight)))
                .collect(),
        ))
    }

    /// They are answered with this status code, as 404.
    pub fn answer(status: u32) -> Self {
        LatticeAction(Does::Answer(status))
    }

    /// A listener's is written as a rule's.
    pub(super) fn of_listener(self) -> Value<cfn::listener::DefaultAction> {
        let action: Value<cfn::rule::Action> = self.of_rule().into_value();
        action.assume()
    }

    pub(super) fn of_rule(self) -> cfn::rule::Action {
        use cfn::rule::{Action, FixedResponse, Forward, WeightedTargetGroup};

        match self.0 {
            Does::Answer(status) => {
                Action::new().fixed_response(FixedResponse::new().status_code(status))
            }
            Does::Forward(groups) => {
                let groups = groups.into_iter().map(|(group, weight)| {
                    WeightedTargetGroup::new()
                        .target_group_identifier(arn(group))
                        .with(weight, |group, weight| group.weight(weight))
                });
                let forward = Forward::new().target_groups(groups.collect::<Vec<_>>());
                Action::new().forward(forward)
            }
        }
    }
}

fn arn(group: LatticeTargetGroupHandle) -> Value<Str> {
    group.arn().assume()
}
