use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_codes as codes;
use stackwright_core::{List, Scope, Value};

use super::{
    Guarded, PlaceExt, SecurityGroup, SecurityGroupHandle, SubnetKind, SubnetSelection, VpcHandle,
};

/// The subnets that instances stand in: those that are said, else those with a way out, the
/// private ones first. The construct of the scope then waits for it.
pub(crate) fn subnets(
    said: Option<SubnetSelection>,
    vpc: VpcHandle,
    scope: Scope<'_>,
) -> Option<Value<List<SubnetId>>> {
    let kinds = [
        SubnetKind::Private,
        SubnetKind::Public,
        SubnetKind::Isolated,
    ];
    let subnets = match said {
        Some(said) => said.resolve(Some(vpc), scope),
        None => match vpc.first_of(kinds, scope) {
            Some(kind) => Some(vpc.subnets(kind)),
            None => {
                let found = codes::ECS172.finding("these instances have no subnets to stand in");
                scope.report(found);
                None
            }
        },
    };
    if let Some(subnets) = &subnets {
        scope.place(scope.node(), subnets);
    }
    subnets
}

/// The groups that guard the instances of a construct: those that are said, else one of their own
/// named `SecurityGroup`.
pub(crate) fn groups(
    said: Vec<SecurityGroupHandle>,
    vpc: VpcHandle,
    scope: Scope<'_>,
) -> Vec<SecurityGroupHandle> {
    let mut groups = said;
    if groups.is_empty() {
        groups.push(scope.add("SecurityGroup", SecurityGroup::new(vpc)));
    }
    if let Some(&first) = groups.first() {
        Guarded::by(scope, first);
    }
    groups
}
