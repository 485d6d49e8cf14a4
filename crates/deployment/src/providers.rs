//! What capacity clusters have, and services ask for.

use super::{Deployment, Items, Property, Service, Target};

const ASSOCIATIONS: &str = "AWS::ECS::ClusterCapacityProviderAssociations";

impl<'d> Deployment<'d> {
    /// The capacity providers of a cluster, its own and those associated with it.
    pub fn providers_of(&'d self, cluster: &Property<'d>) -> Items<'d> {
        let mut providers = cluster.get("CapacityProviders").items();
        providers.complete &= self.sees_all();
        for association in self.resources_of(ASSOCIATIONS) {
            match association.get("Cluster").means(cluster, "ClusterName") {
                Some(true) => {
                    let more = association.get("CapacityProviders").items();
                    providers.known.extend(more.known);
                    providers.complete &= more.complete;
                }
                Some(false) => {}
                None => providers.complete = false,
            }
        }
        providers
    }

    /// The capacity-provider strategies of all that starts tasks, and of clusters.
    pub fn strategies(&'d self) -> Vec<Property<'d>> {
        let holders = [
            ("AWS::ECS::TaskSet", "CapacityProviderStrategy"),
            ("AWS::ECS::Cluster", "DefaultCapacityProviderStrategy"),
            (ASSOCIATIONS, "DefaultCapacityProviderStrategy"),
        ];
        let strategies = holders.into_iter().flat_map(|(holder, name)| {
            self.resources_of(holder)
                .map(move |resource| resource.get(name))
        });
        let starting = self.starting().map(Service::strategy);
        starting
            .chain(strategies)
            .filter(Property::is_given)
            .collect()
    }
}

/// Whether two properties name the same capacity provider, where that is known.
pub fn same_provider<'d>(one: &Property<'d>, other: &Property<'d>) -> Option<bool> {
    match (one.target(), other.target()) {
        (Target::Resource(one, _), Target::Resource(other, _)) => Some(one.id() == other.id()),
        (Target::Resource(one, _), _) => other.means(&one, "Name"),
        (_, Target::Resource(other, _)) => one.means(&other, "Name"),
        _ => one.equals(other),
    }
}

/// Whether a provider is one of those that run tasks on Fargate; nothing where that is not known.
pub fn is_fargate(provider: &Property<'_>) -> Option<bool> {
    match provider.target() {
        Target::Resource(..) => Some(false),
        Target::Text(name) => Some(matches!(&*name, "FARGATE" | "FARGATE_SPOT")),
        Target::Unknown => None,
    }
}

/// Whether a provider is known to belong to its cluster from the beginning: it names the cluster,
/// and stands in no list of providers.
pub fn is_managed(provider: &Property<'_>) -> bool {
    match provider.target() {
        Target::Resource(resource, _) => {
            resource.get("ClusterName").is_given()
                || resource.get("ManagedInstancesProvider").is_given()
        }
        Target::Text(_) | Target::Unknown => false,
    }
}
