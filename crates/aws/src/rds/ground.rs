use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_cfn::rds as cfn;
use stackwright_codes as codes;
use stackwright_core::{List, Scope, Value};

use crate::ec2::{Ground, no_subnets};

/// The subnets of a database, in two zones at least.
pub(super) fn subnets(ground: &Ground, scope: Scope<'_>) -> Value<List<SubnetId>> {
    let subnets = ground.selection(scope);
    let most = subnets.most_zones(ground.vpc, scope);
    let Some(subnets) = subnets.resolve(Some(ground.vpc), scope) else {
        return no_subnets();
    };
    if most.is_some_and(|zones| zones < 2) {
        let message = "a database in subnets of one Availability Zone";
        scope.report(codes::RDS101.finding(message));
    }
    subnets
}

/// The subnets, as RDS wants them.
pub(super) fn subnet_group(ground: &Ground, scope: Scope<'_>) -> cfn::DbSubnetGroupHandle {
    let group = cfn::DbSubnetGroup::new()
        .db_subnet_group_description(scope.identity_text(str::to_owned))
        .subnet_ids(subnets(ground, scope));
    scope.add("SubnetGroup", group)
}
