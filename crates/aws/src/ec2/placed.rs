use std::collections::HashSet;
use std::rc::Rc;

use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_core::{
    App, Attribute, Expr, Fact, Handle, List, NodeId, Recorded, Scope, SourceLine, Value,
};

use super::SubnetKind;
use super::vpc::{PartOf, Parts};

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
        let what = what.node();
        let mut asked = Vec::new();
        subnets.expr().walk(&mut |expr| {
            let Expr::Get(node, attribute) = expr else {
                return;
            };
            let kind = match attribute {
                Attribute::Named(name) => SubnetKind::of_attribute(name),
                _ => None,
            };
            if let Some(kind) = kind {
                let place = Place::All { vpc: *node, kind };
                asked.push(Placed { what, place });
            } else if let Some(own) = self.data::<PartOf>(*node) {
                let place = Place::One(own);
                asked.push(Placed { what, place });
            }
        });
        for placed in asked {
            self.record(Standing::Placed(placed));
        }
    }
}

/// What is said of who stands where.
pub(super) enum Standing {
    Placed(Placed),
    /// What is derived from who stands in a VPC, behind a pointer, so that a program is linked with
    /// nothing of it that it does not ask for.
    Derived(Box<dyn Derives>),
}

/// Derives something from who stands in a VPC.
pub(super) trait Derives {
    /// The VPC, for which that is done once.
    fn vpc(&self) -> NodeId;

    fn derive(&self, app: &App, source: SourceLine, tenants: &[&Tenant]);
}

/// Who stands in a VPC, and which line says so.
pub(super) struct Tenant {
    pub what: NodeId,
    pub vpc: NodeId,
    pub source: SourceLine,
}

impl Fact for Standing {
    /// After the rights, which tell what is called, and before the connections, which open the
    /// endpoints.
    const NAME: &'static str = "network/callers";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let (mut placed, mut wishes) = (Vec::new(), Vec::new());
        for Recorded { fact, source } in facts {
            match fact {
                Standing::Placed(fact) => placed.push((fact, source)),
                Standing::Derived(wish) => wishes.push((wish, source)),
            }
        }
        let tenants = placed.iter().map(|(fact, source)| Tenant {
            what: fact.what,
            vpc: fact.place.vpc(),
            source: *source,
        });
        let tenants: Vec<Tenant> = tenants.collect();
        let mut served = HashSet::new();
        for (wish, source) in wishes {
            if served.insert(wish.vpc()) {
                let own = tenants.iter().filter(|tenant| tenant.vpc == wish.vpc());
                wish.derive(app, source, &own.collect::<Vec<_>>());
            }
        }
        for (fact, source) in placed {
            app.on_line(source, || app.scope_of(fact.what).record(fact));
        }
    }
}

/// Something stands in subnets of a VPC.
pub(super) struct Placed {
    what: NodeId,
    place: Place,
}

enum Place {
    /// In all of a kind.
    All { vpc: NodeId, kind: SubnetKind },
    /// In one of them.
    One(Rc<PartOf>),
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
        let scope = app.scope_of(what);
        for way in self.place.ways_out(app) {
            // In another stack it is there already: that one is deployed before.
            let is_here = app.scope_of(way).stack_node() == scope.stack_node();
            if is_here && !app.needs(way, what) {
                scope.of(what).depends_on(way);
            }
        }
    }
}

impl Place {
    fn vpc(&self) -> NodeId {
        match self {
            Place::All { vpc, .. } => *vpc,
            Place::One(own) => own.vpc,
        }
    }

    fn ways_out(&self, app: &App) -> Vec<NodeId> {
        let parts = |vpc| app.data::<Parts>(vpc);
        match self {
            Place::All { vpc, kind } => {
                parts(*vpc).map_or(Vec::new(), |parts| parts.ways_out(*kind).collect())
            }
            Place::One(own) => {
                parts(own.vpc).map_or(Vec::new(), |parts| parts.ways_out_of(own.kind, own.subnet))
            }
        }
    }
}
