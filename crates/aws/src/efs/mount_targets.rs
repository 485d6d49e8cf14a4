use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_codes as codes;
use stackwright_core::{NodeId, Scope, Value};

use crate::ec2::{SubnetKind, SubnetSelection, VpcHandle};

/// Kept on a file system: what must be there before it can be mounted.
pub(crate) struct MountTargets(pub Vec<NodeId>);

/// One subnet in each zone, with what ids call it: of the private ones, or of the isolated ones where
/// there are no private, if nothing is said.
pub(crate) fn one_in_each_zone(
    vpc: VpcHandle,
    subnets: Option<SubnetSelection>,
    scope: Scope<'_>,
) -> Vec<(String, Value<SubnetId>)> {
    let kinds = [SubnetKind::Private, SubnetKind::Isolated];
    let subnets = subnets.unwrap_or_else(|| {
        let kind = vpc.first_of(kinds, scope);
        SubnetSelection::of(kind.unwrap_or(SubnetKind::Private))
    });
    let Some(found) = subnets.one_by_one(vpc, scope) else {
        let message = "a file system in subnets that are not known one by one";
        scope.report(codes::ECS135.finding(message));
        return Vec::new();
    };
    found
}
