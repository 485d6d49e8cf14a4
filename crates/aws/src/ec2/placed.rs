use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_core::{App, Attribute, Expr, Fact, Handle, List, NodeId, Recorded, Scope, Value};

use super::SubnetKind;
use super::vpc::Parts;

/// Places things in subnets.
pub trait PlaceExt {
    /// Says that a resource, or the main one of a construct, stands in these subnets.
    ///
    /// It is then made after the way out of the subnets of a [VPC](super::Vpc::of_parts) that knows
    /// it, and is there no longer when the way goes: a task that starts before there is a route
    /// cannot pull its image, and CloudFormation sees nothing that would make it wait. Subnets
    /// that no VPC of the program has, as those of an imported one, have nothing to wait for.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html>
    fn place(self, what: impl Handle, subnets: &Value<List<SubnetId>>);
}

impl PlaceExt for Scope<'_> {
    #[track_caller]
    fn place(self, what: impl Handle, subnets: &Value<List<SubnetId>>) {
        let mut asked = Vec::new();
        subnets.expr().walk(&mut |expr| {
            if let Expr::Get(vpc, Attribute::Named(name)) = expr
                && let Some(kind) = SubnetKind::of_attribute(name)
            {
                asked.push((*vpc, kind));
            }
        });
        for (vpc, kind) in asked {
            let what = what.node();
            self.record(Placed { what, vpc, kind });
        }
    }
}

/// Something stands in the subnets of a VPC.
struct Placed {
    what: NodeId,
    vpc: NodeId,
    kind: SubnetKind,
}

impl Fact for Placed {
    const NAME: &'static str = "network/placed";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        for Recorded { fact, .. } in facts {
            fact.lower(app);
        }
    }
}

impl Placed {
    fn lower(self, app: &App) {
        let Some(what) = app.resource_of(self.what) else {
            return;
        };
        let Some(vpc) = app.data::<Parts>(self.vpc) else {
            return;
        };
        let scope = app.scope_of(what);
        for &way in vpc.ways_out(self.kind) {
            // In another stack it is there already: that one is deployed before.
            let is_here = app.scope_of(way).stack_node() == scope.stack_node();
            if is_here && !app.needs(way, what) {
                scope.of(what).depends_on(way);
            }
        }
    }
}
