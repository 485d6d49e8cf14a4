use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ecs::ClusterName;
use stackwright_codes as codes;
use stackwright_core::{
    App, Expr, Fact, Handle, IntoValue, List, NodeId, Recorded, ResourceHandle, SourceLine, Str,
    Value, sub,
};

use super::Share;
use crate::canonical;
use crate::conditional::{beyond, where_all_hold};
use crate::gathered;
use crate::keyed::Keyed;

/// What is said of a cluster's capacity, to be lowered together.
///
/// The list of a cluster's providers and its default strategy are written as a whole, and the
/// providers need the cluster (their instances join it by name). So both move from the cluster to
/// an association beside it as soon as there is a provider of one's own.
pub(crate) enum CapacityFact {
    /// A provider that belongs into the cluster's list.
    Listed { cluster: NodeId, provider: NodeId },
    /// A provider that knows its cluster by itself.
    Managed { provider: NodeId },
    /// Where tasks run that do not say it.
    Default { cluster: NodeId, shares: Vec<Share> },
    /// A service that runs on a provider of the cluster.
    Runs { cluster: NodeId, service: NodeId },
}

struct OfCluster {
    cluster: NodeId,
    /// By path, so that the order of declaration does not decide the order of the list.
    providers: Keyed<String, (NodeId, SourceLine)>,
    defaults: Vec<(Vec<Share>, SourceLine)>,
    services: Vec<NodeId>,
}

/// Clusters by path, with what is said of each.
struct Clusters<'a> {
    app: &'a App,
    found: Keyed<String, OfCluster>,
}

impl Clusters<'_> {
    fn of(&mut self, cluster: NodeId) -> &mut OfCluster {
        let cluster = canonical(self.app, cluster);
        let path = self.app.identity_with_stack(cluster);
        self.found.entry(path, || OfCluster {
            cluster,
            providers: Keyed::default(),
            defaults: Vec::new(),
            services: Vec::new(),
        })
    }
}

impl Fact for CapacityFact {
    const NAME: &'static str = "ecs/capacity";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        let mut clusters = Clusters {
            app,
            found: Keyed::default(),
        };
        for Recorded { fact, source } in facts {
            match fact {
                CapacityFact::Listed { cluster, provider } => {
                    name(provider, app);
                    let path = app.identity_with_stack(provider);
                    let listed = &mut clusters.of(cluster).providers;
                    *listed.entry(path, || (provider, source)) = (provider, source);
                }
                CapacityFact::Managed { provider } => name(provider, app),
                CapacityFact::Default { cluster, shares } => {
                    clusters.of(cluster).defaults.push((shares, source));
                }
                CapacityFact::Runs { cluster, service } => {
                    clusters.of(cluster).services.push(service);
                }
            }
        }
        for own in clusters.found.into_things() {
            own.lower(app);
        }
    }
}

/// CloudFormation names a provider after its stack, and ECS takes no name that begins like this.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html>
const RESERVED: [&str; 3] = ["aws", "ecs", "fargate"];

/// Names a provider where the name that CloudFormation would make is refused.
fn name(provider: NodeId, app: &App) {
    let path = app.identity_with_stack_name(provider).to_ascii_lowercase();
    if !RESERVED.iter().any(|word| path.starts_with(word)) {
        return;
    }
    let scope = app.scope_of(provider);
    let own = app.identity_path(provider).replace('/', "-");
    let name: Value<Str> = sub!("cp-{AWS::StackName}-{own}");
    scope.edit_props(provider, |props| {
        props.get_or_insert("Name", name.into_expr());
    });
}

impl OfCluster {
    fn lower(self, app: &App) {
        let cluster = self.cluster;
        let providers = self.providers.into_things();
        if providers.is_empty() && self.defaults.is_empty() {
            return;
        }
        let told = providers
            .iter()
            .copied()
            .chain(self.defaults.first().map(|(_, source)| (cluster, *source)));
        let Some(resource) = app.resource_of(cluster) else {
            for (node, source) in told {
                let message = "the list of capacity providers of this cluster is written elsewhere";
                let found = codes::ECS174.finding(message);
                app.on_line(source, || app.scope_of(node).report(found));
            }
            return;
        };
        let own_stack = app.scope_of(cluster).stack_node();
        let stack_of = |(node, _): &(NodeId, SourceLine)| app.scope_of(*node).stack_node();
        let first = providers.first();
        let stack = first.map(stack_of);
        if providers.iter().any(|one| Some(stack_of(one)) != stack) {
            for (node, source) in told {
                let message = "other providers of this cluster stand in another stack";
                let found = codes::ECS173.finding(message);
                app.on_line(source, || app.scope_of(node).report(found));
            }
            return;
        }
        let abroad = stack.is_some_and(|stack| stack != own_stack);
        let (scope, id) = match (abroad, first) {
            (true, Some((provider, _))) => (app.scope_of(*provider), "Association"),
            _ => (app.scope_of(cluster), "CapacityProviders"),
        };
        // An earlier synthesis of the same program may have added it.
        if scope.find(id).is_some() {
            return;
        }
        let (listed, default) = taken(resource, app);
        let strategy = match (&default, self.defaults.as_slice()) {
            (None, []) => Expr::List(Vec::new()),
            (Some(own), []) => own.clone(),
            (None, [(shares, _)]) => {
                let items = shares.iter().cloned().map(Share::of_association);
                let items: Value<List<_>> = gathered(items).into_value();
                items.into_expr()
            }
            (_, [.., (_, source)]) => {
                let found = codes::ECS175.finding("this cluster has a default strategy already");
                app.on_line(*source, || app.scope_of(cluster).report(found));
                return;
            }
        };
        let mut names = listed;
        for (shares, _) in &self.defaults {
            let own = shares.iter().filter(|share| !share.is_managed);
            names.extend(own.map(|share| share.name.expr().clone()));
        }
        let own = providers.iter();
        names.extend(own.map(|(node, _)| Value::<Str>::reference(*node).into_expr()));
        let mut seen = Vec::new();
        names.retain(|name| {
            !seen.contains(name) && {
                seen.push(name.clone());
                true
            }
        });
        let source = first.map(|(_, source)| *source);
        let source = source.or(self.defaults.first().map(|(_, source)| *source));
        let Some(source) = source else { return };
        app.on_line(source, || {
            let association = cfn::ClusterCapacityProviderAssociations::new()
                .cluster(Value::<ClusterName>::reference(resource))
                .capacity_providers(Value::from_expr(Expr::List(names.clone())))
                .default_capacity_provider_strategy(Value::from_expr(strategy));
            let association = scope.add(id, association).node();
            // What may not be there is in the list where it is.
            let when = |name: &Expr| beyond(app, [name], association);
            let names = names
                .iter()
                .map(|name| where_all_hold(&when(name), name.clone()));
            let names = Expr::List(gathered(names));
            scope.edit_props(association, |props| props.set("CapacityProviders", names));
            for service in &self.services {
                let Some(service) = app.resource_of(*service) else {
                    continue;
                };
                let at = app.scope_of(service);
                if at.stack_node() == scope.stack_node() && !app.needs(association, service) {
                    at.of(service).depends_on(
                        cfn::ClusterCapacityProviderAssociationsHandle::from_node(association),
                    );
                }
            }
        });
    }
}

/// Takes the list and the strategy out of a cluster.
fn taken(cluster: NodeId, app: &App) -> (Vec<Expr>, Option<Expr>) {
    let (mut list, mut strategy) = (None, None);
    app.scope_of(cluster).edit_props(cluster, |props| {
        list = props.remove("CapacityProviders");
        strategy = props.remove("DefaultCapacityProviderStrategy");
    });
    let items = match &list {
        Some(Expr::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    (items, strategy)
}
