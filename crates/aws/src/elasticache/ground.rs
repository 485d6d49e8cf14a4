use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_core::{IntoValue, List, Scope, Value};

use crate::ec2::{
    Guarded, SecurityGroup, SecurityGroupHandle, SubnetKind, SubnetSelection, VpcHandle,
};

/// Where a cache stands, and what guards it.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub vpc: VpcHandle,
    pub subnets: Option<SubnetSelection>,
    pub group: Option<SecurityGroupHandle>,
}

impl Ground {
    pub fn new(vpc: VpcHandle) -> Self {
        Ground {
            vpc,
            subnets: None,
            group: None,
        }
    }

    /// The group that guards it, which is added if none was given.
    pub fn guard(&self, scope: Scope<'_>) -> SecurityGroupHandle {
        let group = self.group.unwrap_or_else(|| {
            let group = SecurityGroup::new(self.vpc).without_outbound();
            scope.add("SecurityGroup", group)
        });
        Guarded::by(scope, group);
        group
    }

    /// Its subnets: the isolated ones of the VPC, or the private ones where it has none, if nothing
    /// was said.
    pub fn subnets(&self, scope: Scope<'_>) -> Value<List<SubnetId>> {
        let subnets = self.subnets.clone().unwrap_or_else(|| {
            let kinds = [SubnetKind::Isolated, SubnetKind::Private];
            let kind = self.vpc.first_of(kinds, scope);
            SubnetSelection::of(kind.unwrap_or(SubnetKind::Private))
        });
        let found = subnets.resolve(Some(self.vpc), scope);
        found.unwrap_or_else(|| Vec::<Value<SubnetId>>::new().into_value())
    }
}
