use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_core::{IntoValue, List, Scope, Value};

use super::{Guarded, SecurityGroupHandle, SubnetKind, SubnetSelection, VpcHandle};

/// Where what keeps data stands, and what guards it.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
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
        Guarded::by_own(scope, self.vpc, self.group)
    }

    /// Its subnets: the isolated ones of the VPC, or the private ones where it has none, if nothing
    /// was said.
    pub fn selection(&self, scope: Scope<'_>) -> SubnetSelection {
        self.subnets.clone().unwrap_or_else(|| {
            let kinds = [SubnetKind::Isolated, SubnetKind::Private];
            let kind = self.vpc.first_of(kinds, scope);
            SubnetSelection::of(kind.unwrap_or(SubnetKind::Private))
        })
    }

    /// The same, by their ids; none of a VPC that has no such, which is reported.
    #[cfg(feature = "elasticache")]
    pub fn subnets(&self, scope: Scope<'_>) -> Value<List<SubnetId>> {
        let found = self.selection(scope).resolve(Some(self.vpc), scope);
        found.unwrap_or_else(no_subnets)
    }
}

/// What stands for the subnets of a VPC that has none.
pub(crate) fn no_subnets() -> Value<List<SubnetId>> {
    Vec::<Value<SubnetId>>::new().into_value()
}
