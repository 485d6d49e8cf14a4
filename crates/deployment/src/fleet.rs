//! The instances that tasks run on: Auto Scaling groups whose instances join a cluster.

use stackwright_template::Function;

use super::network::{Groups, Party, blocks_of};
use super::text::Text;
use super::{Deployment, Launch, Property, Service, Target};

/// An `AWS::AutoScaling::AutoScalingGroup` whose instances run tasks.
pub struct Fleet<'d> {
    /// The Auto Scaling group.
    pub group: Property<'d>,
    /// The capacity provider that scales it.
    pub provider: Option<Property<'d>>,
    /// The data of the launch template, or the launch configuration.
    pub settings: Property<'d>,
    /// The script that instances begin with, as a message shows it; nothing where a part of it is
    /// not known, or another one stands in its place.
    pub script: Option<String>,
}

/// The cluster that instances join.
pub enum Joined<'d> {
    /// One of this template.
    Here(Property<'d>),
    /// One of that name, which this template does not have.
    Named(String),
    /// The one called `default`: nothing names another.
    Default,
    /// It is not known.
    Unknown,
}

/// What the agent of Amazon ECS is told the cluster by, as it stands in a script.
const VARIABLE: &str = "ECS_CLUSTER=";

/// What a script may get its settings by from elsewhere, or tell the agent in another way.
const ELSEWHERE: [&str; 10] = [
    "ansible",
    "aws ",
    "cfn-init",
    "cluster =",
    "curl",
    "ecs_cluster",
    "git ",
    "initialize-ecsagent",
    "settings.ecs",
    "wget",
];

impl<'d> Deployment<'d> {
    /// The instances that run tasks, as far as this template starts them.
    pub fn fleets(&'d self) -> &'d [Fleet<'d>] {
        self.fleets.get_or_init(&self.met, || {
            let providers: Vec<(Property<'d>, Property<'d>)> = self
                .resources_of("AWS::ECS::CapacityProvider")
                .filter_map(|provider| {
                    let group = provider.get("AutoScalingGroupProvider/AutoScalingGroupArn");
                    let group = group.target_of(&["AWS::AutoScaling::AutoScalingGroup"])?;
                    Some((provider, group))
                })
                .collect();
            let groups = self.resources_of("AWS::AutoScaling::AutoScalingGroup");
            let fleets = groups.filter_map(|group| {
                let mut own = providers.iter().filter(|(_, own)| own.id() == group.id());
                let provider = own.next().map(|(provider, _)| *provider);
                let fleet = Fleet::of(group, provider)?;
                let says_so = |script: &String| script.contains(VARIABLE);
                let joins = provider.is_some() || fleet.script.as_ref().is_some_and(says_so);
                joins.then_some(fleet)
            });
            fleets.collect()
        })
    }

    /// The clusters of this template that have a capacity provider.
    pub fn clusters_of(&'d self, provider: &Property<'d>) -> impl Iterator<Item = Property<'d>> {
        let id = provider.id();
        self.resources_of("AWS::ECS::Cluster")
            .filter(move |cluster| {
                let providers = self.providers_of(cluster).known;
                providers
                    .iter()
                    .any(|own| matches!(own.target(), Target::Resource(own, _) if own.id() == id))
            })
    }
}

impl<'d> Fleet<'d> {
    fn of(group: Property<'d>, provider: Option<Property<'d>>) -> Option<Self> {
        let mixed =
            "MixedInstancesPolicy/LaunchTemplate/LaunchTemplateSpecification/LaunchTemplateId";
        let mut named = [
            "LaunchTemplate/LaunchTemplateId",
            mixed,
            "LaunchConfigurationName",
        ]
        .into_iter()
        .map(|name| group.get(name));
        let named = named.find(Property::is_given)?;
        let types = [
            "AWS::EC2::LaunchTemplate",
            "AWS::AutoScaling::LaunchConfiguration",
        ];
        let launched = named.target_of(&types)?;
        let settings = match launched.resource_type() {
            "AWS::EC2::LaunchTemplate" => launched.get("LaunchTemplateData"),
            _ => launched,
        };
        Some(Fleet {
            group,
            provider,
            settings,
            script: script(&settings.get("UserData")),
        })
    }

    /// The cluster that its instances join.
    pub fn joins(&self) -> Joined<'d> {
        let Some(script) = &self.script else {
            return Joined::Unknown;
        };
        let Some((_, named)) = script.split_once(VARIABLE) else {
            let lower = script.to_ascii_lowercase();
            return match ELSEWHERE.iter().any(|word| lower.contains(word)) {
                true => Joined::Unknown,
                false => Joined::Default,
            };
        };
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\\' | ';' | '>' | '|');
        let named = named.trim_start_matches(['"', '\'']);
        let named = named.split(ends).next().unwrap_or_default();
        let deployment = self.group.deployment();
        let mut clusters = deployment.resources_of("AWS::ECS::Cluster");
        let is = |cluster: &Property<'d>| {
            let name = cluster.get("ClusterName");
            named == format!("${{{}}}", cluster.id()) || (name.is_given() && name.shown() == named)
        };
        match clusters.find(is) {
            Some(cluster) => Joined::Here(cluster),
            None if named.contains('$') || named.is_empty() => Joined::Unknown,
            None => Joined::Named(named.to_owned()),
        }
    }

    /// The security groups of its instances.
    pub fn party(&self) -> Party<'d> {
        let deployment = self.group.deployment();
        let subnets = self.group.get("VPCZoneIdentifier").items();
        let network = deployment.network();
        let home = subnets
            .known
            .iter()
            .find_map(|named| network.subnet(named)?.home.clone());
        let of_interface = self.settings.get("NetworkInterfaces").items().known;
        let interfaces = of_interface
            .first()
            .map(|interface| interface.get("Groups"));
        let lists = ["SecurityGroupIds", "SecurityGroups"].map(|name| self.settings.get(name));
        let mut given = interfaces
            .into_iter()
            .chain(lists)
            .filter(|list| !list.is_absent());
        let list = given
            .next()
            .unwrap_or(self.settings.get("SecurityGroupIds"));
        Party {
            groups: Groups::of(list, home.as_ref()),
            blocks: blocks_of(deployment, &subnets.known, subnets.complete, home.as_ref()),
        }
    }

    /// The type of its instances, where all have one.
    pub fn instance_type(&self) -> Option<Property<'d>> {
        let of_type = self.settings.get("InstanceType");
        let mixed = self
            .group
            .get("MixedInstancesPolicy/LaunchTemplate/Overrides");
        (of_type.is_given() && mixed.is_absent()).then_some(of_type)
    }
}

impl<'d> Service<'d> {
    /// The instances that its tasks run on, where that is certain: those of its strategy, or those
    /// that join its cluster.
    pub fn fleets(&self) -> Vec<&'d Fleet<'d>> {
        let deployment = self.properties.deployment();
        let fleets = deployment.fleets();
        let strategy = self.strategy();
        if strategy.is_absent() {
            let Some(cluster) = self.cluster.filter(|_| self.launch() == Launch::Ec2) else {
                return Vec::new();
            };
            let joins = |fleet: &&Fleet<'d>| matches!(fleet.joins(), Joined::Here(own) if own.id() == cluster.id());
            return fleets.iter().filter(joins).collect();
        }
        let items = strategy.items();
        let own = items.known.iter().map(|item| {
            let Target::Resource(provider, _) = item.get("CapacityProvider").target() else {
                return None;
            };
            let mut fleets = fleets.iter();
            fleets.find(|fleet| fleet.provider.is_some_and(|own| own.id() == provider.id()))
        });
        let own: Option<Vec<&Fleet<'d>>> = own.collect();
        own.filter(|_| items.complete).unwrap_or_default()
    }
}

/// The script that user data holds.
fn script(user_data: &Property<'_>) -> Option<String> {
    if user_data.is_absent() {
        return Some(String::new());
    }
    let call = user_data.node()?.as_call()?;
    let deployment = user_data.deployment();
    let text =
        Text::of(deployment, &call.argument).filter(|_| call.function == Function::Base64)?;
    let template = deployment.model().template();
    let is_open = text.has_calls() || text.names().any(|name| template.parameter(name).is_some());
    let shown = text.to_string();
    // What a parameter puts in may name the cluster, unless something else does.
    (!is_open || shown.contains(VARIABLE)).then_some(shown)
}
