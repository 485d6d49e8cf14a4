//! What all of a stack stands in: its VPC, its cluster, and the doors that its services share.

use stackwright::aws::ec2::VpcHandle;
use stackwright::aws::ecr::RepositoryHandle;
use stackwright::aws::ecs::{ClusterHandle, ContainerImage, ContainerInsights, GatewayHandle};
use stackwright::aws::elb::{LoadBalancerHandle, NetworkLoadBalancerHandle};
use stackwright::aws::servicediscovery::NamespaceHandle;
use stackwright::prelude::*;
use stackwright_core::ConditionHandle;

use super::dice::Dice;
use super::place::Place;
use super::{discovery, doors, network, services};

pub const IMAGE: &str = "public.ecr.aws/nginx/nginx:1.27";

/// What the things of a stack can refer to.
#[derive(Clone, Copy)]
pub struct Around {
    pub vpc: VpcHandle,
    /// What is known of the VPC's subnets.
    pub known: Known,
    pub cluster: ClusterHandle,
    pub namespace: NamespaceHandle,
    pub repository: RepositoryHandle,
    pub is_live: ConditionHandle,
    /// The doors that its services share, as far as it has them.
    pub gateway: Option<GatewayHandle>,
    pub front: Option<LoadBalancerHandle>,
    pub net: Option<NetworkLoadBalancerHandle>,
    /// Whether the cluster is one of the program's.
    pub owns_cluster: bool,
}

/// What is known of a VPC.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Whether the program makes it.
    pub own: bool,
    /// Whether its subnets are known one by one.
    pub zones: bool,
    pub public: bool,
    pub isolated: bool,
    pub ipv6: bool,
    /// Whether there is a way to public registries.
    pub internet: bool,
}

impl Around {
    /// An image that can be had in the VPC.
    pub fn image(&self, dice: &mut Dice) -> ContainerImage {
        match dice.says() || !self.known.internet {
            true => self.repository.image("1.4.2"),
            false => IMAGE.into(),
        }
    }
}

pub fn around(
    number: usize,
    place: Place<'_>,
    dice: &mut Dice,
    repository: RepositoryHandle,
) -> Around {
    let stage = place.add("Stage", Parameter::string());
    let is_live = place.add("IsLive", Condition::equals(stage, "live"));
    let (vpc, known) = network::vpc(place, dice);
    let namespace = discovery::private_namespace(number, place, vpc, dice);
    let repository = match dice.says() {
        true => place.add("OldImages", EcrRepository::imported("shop/old")),
        false => repository,
    };
    let owns_cluster = !dice.says();
    let cluster = match owns_cluster {
        true => {
            let exec = services::audit(place, dice);
            let cluster = Cluster::new(vpc).default_namespace(namespace);
            let cluster = dice.some(
                cluster.container_insights(),
                &[
                    &|it, dice| {
                        it.insights(
                            dice.one_of([ContainerInsights::Enabled, ContainerInsights::Enhanced]),
                        )
                    },
                    &|it, _| it.exec_audit(exec.clone()),
                    &|it, _| {
                        it.default_strategy([
                            CapacityProvider::fargate().base(1),
                            CapacityProvider::fargate_spot().weight(3),
                        ])
                    },
                    &|it, _| it.storage_key(super::KEY),
                ],
            );
            place.add("Cluster", cluster)
        }
        false => place.add(
            "Cluster",
            Cluster::imported("shared", vpc).namespace(namespace),
        ),
    };
    Around {
        vpc,
        known,
        cluster,
        namespace,
        repository,
        is_live,
        gateway: dice
            .often()
            .then(|| services::gateway(place, vpc, known, dice)),
        front: dice.often().then(|| doors::front(place, vpc, known, dice)),
        net: dice.often().then(|| doors::net(place, vpc, known, dice)),
        owns_cluster,
    }
}
