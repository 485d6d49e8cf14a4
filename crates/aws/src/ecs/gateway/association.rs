use std::collections::BTreeMap;

use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ecs::ClusterName;
use stackwright_core::{App, Fact, Handle, NodeId, Recorded, SourceLine, Str, Value};

use super::GatewayHandle;
use crate::ecs::ClusterHandle;
use crate::{canonical, meant};

/// That a service goes through a gateway, which its cluster is then associated with.
pub(crate) struct Through {
    pub service: NodeId,
    pub gateway: GatewayHandle,
    pub cluster: ClusterHandle,
}

impl Fact for Through {
    /// After the connections: the association follows the order of the stacks, as they do.
    const NAME: &'static str = "network/through";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        // By path, so that the order of declaration decides nothing.
        let mut pairs: BTreeMap<(String, String), Pair> = BTreeMap::new();
        // Of two imports of one cluster the first by its path stands for both.
        let mut facts = facts;
        let path = |node| app.identity_with_stack(canonical(app, node));
        facts.sort_by_cached_key(|Recorded { fact, .. }| {
            (path(fact.gateway.node()), path(fact.cluster.node()))
        });
        for Recorded { fact, source } in facts {
            let (gateway_key, gateway) = meant(app, fact.gateway.node());
            let (cluster_key, cluster) = meant(app, fact.cluster.node());
            let pair = pairs
                .entry((gateway_key, cluster_key))
                .or_insert_with(|| Pair {
                    gateway,
                    cluster,
                    services: Vec::new(),
                });
            pair.services.push((fact.service, source));
        }
        for pair in pairs.into_values() {
            pair.associate(app);
        }
    }
}

/// A gateway, a cluster, and the services in the one that go through the other.
struct Pair {
    gateway: NodeId,
    cluster: NodeId,
    services: Vec<(NodeId, SourceLine)>,
}

impl Pair {
    fn associate(self, app: &App) {
        let (gateway, cluster) = (self.gateway, self.cluster);
        let is_there = |node| app.resource_of(node).is_some();
        if !is_there(gateway) && !is_there(cluster) {
            return;
        }
        let place = later(app, gateway, cluster);
        let other = if place == gateway { cluster } else { gateway };
        let name = match app.scope_of(gateway).stack_node() == app.scope_of(cluster).stack_node() {
            true => app.identity_path(other),
            false => app.identity_within_stage(other),
        };
        let id = format!("AssociationWith{}", name.replace('/', "."));
        let scope = app.scope_of(place);
        let association = match scope.find(&id) {
            // An earlier synthesis of the same program has added it.
            Some(node) => node,
            None => {
                let Some((_, source)) = self.services.first() else {
                    return;
                };
                app.on_line(*source, || {
                    let association = cfn::GatewayClusterAssociations::new()
                        .gateway(Value::<Str>::reference(gateway))
                        .cluster(Value::<ClusterName>::reference(cluster));
                    let association = scope.add(id, association);
                    scope.of(association).only_with(gateway).only_with(cluster);
                    association.node()
                })
            }
        };
        for (service, _) in self.services {
            if let Some(service) = app.resource_of(service) {
                app.scope_of(service).of(service).depends_on(association);
            }
        }
    }
}

/// Which of the two is in the stack that is deployed later, and can refer to the other.
fn later(app: &App, gateway: NodeId, cluster: NodeId) -> NodeId {
    let stack = |node| app.scope_of(node).stack_node();
    let (of_gateway, of_cluster) = (stack(gateway), stack(cluster));
    if of_gateway == of_cluster {
        return gateway;
    }
    let order = app.stack_order();
    let rank = |stack: Option<NodeId>| order.iter().position(|one| Some(*one) == stack);
    match rank(of_cluster) > rank(of_gateway) {
        true => cluster,
        false => gateway,
    }
}
