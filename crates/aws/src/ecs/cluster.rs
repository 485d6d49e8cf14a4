use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::ecs::{
    ClusterName, KeyIdOrKeyArnOrReplicaKeyKeyIdOrReplicaKeyArn as StorageKey,
};
use stackwright_cfn::kind::kms::KeyArn;
use stackwright_core::{Construct, Handle, IntoValue, Scope, Str, Value, With, handle, sub};

use super::CapacityProvider;
use super::capacity::{CapacityFact, CapacityFor, Share};
use super::exec::{self, ExecAudit};
use super::launch::Launch;
use crate::ImportedBy;
use crate::ec2::VpcHandle;
use crate::forms::Unsaid;
use crate::iam::{Grant, Statement};
use crate::servicediscovery::{NamespaceHandle, PrivateDnsNamespace};
use crate::{filled, gathered, mapped};

/// A group of services and tasks, in a VPC, with what they have in common: where they run, by which
/// names they find each other, what is kept of shells in them.
///
/// It offers Fargate and Fargate Spot; other capacity joins it, as a
/// `ManagedInstancesCapacityProvider`. Unless it is told otherwise, a service runs on Fargate, Container
/// Insights are as the account has them, and nobody has a
/// namespace.
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::ecs::{CapacityProvider, Cluster};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let shop = app.stack("Shop");
/// let vpc = shop.add("Vpc", Vpc::new("10.0.0.0/16"));
/// let cluster = Cluster::new(vpc)
///     .container_insights()
///     .namespace("shop.internal")
///     .default_strategy([CapacityProvider::fargate().base(1), CapacityProvider::fargate_spot().weight(4)]);
/// shop.add("Cluster", cluster);
/// ```
///
/// It adds `Namespace`, if one is [named](Self::namespace), and `CapacityProviders`, where capacity
/// joins it that is made after it. A change of the name replaces it.
///
/// # Findings
///
/// - `ECS173`: capacity providers of it stand in several stacks.
/// - `ECS174`: capacity of one's own for a cluster that was imported.
/// - `ECS175`: two default strategies.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/clusters.html>
#[derive(Clone, Debug)]
pub struct Cluster {
    vpc: VpcHandle,
    name: Option<Value<Str>>,
    strategy: Vec<Share>,
    insights: Option<ContainerInsights>,
    namespace: Option<Value<Str>>,
    default_namespace: Option<NamespaceHandle>,
    exec: Option<ExecAudit>,
    storage_key: Option<Value<KeyArn>>,
}

/// How closely CloudWatch watches a cluster.
///
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContainerInsights.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContainerInsights {
    /// Metrics of clusters, services and tasks.
    Enabled,
    /// Metrics of every container as well.
    Enhanced,
    /// None, whatever the account's default is.
    Disabled,
}

impl Cluster {
    /// A cluster whose services live in this VPC.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        Cluster {
            vpc: vpc.into(),
            name: None,
            strategy: Vec::new(),
            insights: None,
            namespace: None,
            default_namespace: None,
            exec: None,
            storage_key: None,
        }
    }

    /// A cluster that exists in this account and region, by its name, whose services live in
    /// this VPC.
    pub fn imported(
        name: impl IntoValue<ClusterName>,
        vpc: impl Into<VpcHandle>,
    ) -> ImportedCluster {
        ImportedCluster {
            name: name.into_value(),
            vpc: Some(vpc.into()),
            namespace: None,
            exec: None,
        }
    }

    /// The same where its VPC is not known: its services say their subnets and their security groups themselves, or
    /// [their VPC](super::Service::vpc), and are found by no name in it.
    pub fn imported_without_vpc(name: impl IntoValue<ClusterName>) -> ImportedCluster {
        ImportedCluster {
            name: name.into_value(),
            vpc: None,
            namespace: None,
            exec: None,
        }
    }

    /// Names it. A named cluster cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Where tasks run that do not say it themselves: those of services
    /// [without a launch type](super::FargateService::capacity_of_cluster), and those that are
    /// started by hand.
    pub fn default_strategy<On: Launch>(mut self, capacity: impl CapacityFor<On>) -> Self {
        let shares = capacity.strategy().into_iter();
        self.strategy = gathered(shares.map(CapacityProvider::into_share));
        self
    }

    /// Turns Container Insights on.
    pub fn container_insights(self) -> Self {
        self.insights(ContainerInsights::Enabled)
    }

    /// How closely it is watched; as the account says, if this is not said.
    pub fn insights(mut self, insights: ContainerInsights) -> Self {
        self.insights = Some(insights);
        self
    }

    /// Adds a private DNS namespace in the cluster's VPC, named `Namespace`, in which services
    /// [are discovered](super::FargateService::discover_as).
    pub fn namespace(mut self, name: impl IntoValue<Str>) -> Self {
        self.namespace = Some(name.into_value());
        self
    }

    /// The namespace that [Service Connect](super::ServiceConnect) has unless another is named,
    /// for services of others as well. It is told by its ARN, so that ECS makes no second one.
    /// Where no other namespace [is added](Self::namespace), names of Cloud Map are in it, too.
    pub fn default_namespace(mut self, namespace: impl Into<NamespaceHandle>) -> Self {
        self.default_namespace = Some(namespace.into());
        self
    }

    /// What is kept of the commands that people run in containers; what AWS keeps, if this is not
    /// said. Services with [`exec`](super::Service::exec) get the rights that it takes.
    pub fn exec_audit(mut self, audit: ExecAudit) -> Self {
        self.exec = Some(audit);
        self
    }

    /// The key that encrypts what tasks have on disk: the scratch space on Fargate and the storage
    /// of managed instances. AWS's own, if this is not said. The policy of the key has to let
    /// Fargate use it.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-create-storage-key.html>
    pub fn storage_key(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.storage_key = Some(key.into_value());
        self
    }

    fn configuration(
        exec: Option<&ExecAudit>,
        key: Option<Value<KeyArn>>,
    ) -> Option<cfn::cluster::ClusterConfiguration> {
        let storage = key.map(|key| {
            let key: Value<Str> = key.assume();
            cfn::cluster::ManagedStorageConfiguration::new()
                .fargate_ephemeral_storage_kms_key_id(key.clone().assume::<StorageKey>())
                .kms_key_id(key)
        });
        (exec.is_some() || storage.is_some()).then(|| {
            cfn::cluster::ClusterConfiguration::new()
                .with(exec, |configuration, exec| {
                    configuration.execute_command_configuration(exec.property())
                })
                .with(storage, |configuration, storage| {
                    configuration.managed_storage_configuration(storage)
                })
        })
    }
}

/// What services need to know of a cluster.
#[derive(Clone, Copy)]
pub(crate) struct Home {
    pub vpc: VpcHandle,
    pub namespace: Option<NamespaceHandle>,
    /// Whether it says where tasks run that do not; an imported one may.
    pub has_strategy: bool,
    /// Whether Container Insights are on; nothing where that is not known.
    pub has_insights: Option<bool>,
}

impl Construct for Cluster {
    type Handle = ClusterHandle;

    fn build(self, scope: Scope<'_>) -> ClusterHandle {
        let vpc = self.vpc;
        let namespace = self
            .namespace
            .map(|name| scope.add("Namespace", PrivateDnsNamespace::new(name, vpc)))
            .or(self.default_namespace);
        if let Some(exec) = &self.exec {
            scope.set_data(exec.clone());
        }
        let configuration = Cluster::configuration(self.exec.as_ref(), self.storage_key);
        scope.set_data(Home {
            vpc,
            namespace,
            has_strategy: !self.strategy.is_empty(),
            has_insights: Some(
                self.insights
                    .is_some_and(|it| it != ContainerInsights::Disabled),
            ),
        });

        let mut providers = vec![
            CapacityProvider::fargate().into_share().name,
            CapacityProvider::fargate_spot().into_share().name,
        ];
        for provider in &self.strategy {
            if !provider.is_managed && !providers.contains(&provider.name) {
                providers.push(provider.name.clone());
            }
        }
        let is_unsaid = self.strategy.is_empty();
        let strategy = filled(mapped(self.strategy, Share::of_cluster));
        let insights = self.insights.map(|insights| match insights {
            ContainerInsights::Enabled => "enabled",
            ContainerInsights::Enhanced => "enhanced",
            ContainerInsights::Disabled => "disabled",
        });
        let cluster = cfn::Cluster::new()
            .with(self.name, |cluster, name| cluster.cluster_name(name))
            .capacity_providers(providers)
            .with(strategy, |cluster, strategy| {
                cluster.default_capacity_provider_strategy(strategy)
            })
            .with(configuration, |cluster, configuration| {
                cluster.configuration(configuration)
            })
            .with(self.default_namespace, |cluster, namespace| {
                let defaults = cfn::cluster::ServiceConnectDefaults::new();
                cluster.service_connect_defaults(defaults.namespace(namespace))
            })
            .with(insights, |cluster, value| {
                cluster.cluster_settings([cfn::cluster::ClusterSettings::new()
                    .name("containerInsights")
                    .value(value)])
            });
        let cluster = scope.add("Resource", cluster);
        if is_unsaid {
            scope.at(cluster).set_data(Unsaid);
        }
        scope.set_primary(cluster);
        ClusterHandle::new(scope)
    }
}

/// A cluster that exists; see [`Cluster::imported`].
#[derive(Clone, Debug)]
pub struct ImportedCluster {
    name: Value<ClusterName>,
    vpc: Option<VpcHandle>,
    namespace: Option<NamespaceHandle>,
    exec: Option<ExecAudit>,
}

impl ImportedCluster {
    /// The namespace in which its services are discovered.
    pub fn namespace(mut self, namespace: impl Into<NamespaceHandle>) -> Self {
        self.namespace = Some(namespace.into());
        self
    }

    /// What it keeps of the commands that people run in containers, for the rights that task roles
    /// need.
    pub fn exec_audit(mut self, audit: ExecAudit) -> Self {
        self.exec = Some(audit);
        self
    }
}

impl Construct for ImportedCluster {
    type Handle = ClusterHandle;

    fn build(self, scope: Scope<'_>) -> ClusterHandle {
        let name = self.name;
        if let Some(exec) = self.exec {
            scope.set_data(exec);
        }
        scope.define(
            "Arn",
            sub!("arn:{AWS::Partition}:ecs:{AWS::Region}:{AWS::AccountId}:cluster/{name}"),
        );
        scope.set_data(ImportedBy(name.expr().clone()));
        scope.define("Ref", name);
        if let Some(vpc) = self.vpc {
            scope.set_data(Home {
                vpc,
                namespace: self.namespace,
                has_strategy: true,
                has_insights: None,
            });
        }
        ClusterHandle::new(scope)
    }
}

handle! {
    /// Names a cluster.
    pub struct ClusterHandle(cfn::ClusterHandle);
}

impl ClusterHandle {
    /// Where tasks run that do not say it themselves, for providers that were made after the
    /// cluster and need it: `cluster.default_strategy(stack, instances)`. Adds an association
    /// named `CapacityProviders` below the cluster. Said twice, or beside
    /// [`Cluster::default_strategy`], it is `ECS175`.
    ///
    /// Managed instances are in no list of providers, and AWS's page of the call that writes it
    /// says that it is not for them; services had better be put [on](super::Service::on) them.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html>
    #[track_caller]
    pub fn default_strategy<On: Launch>(self, scope: Scope<'_>, capacity: impl CapacityFor<On>) {
        let shares = capacity.strategy().into_iter();
        scope.record(CapacityFact::Default {
            cluster: self.node(),
            shares: gathered(shares.map(CapacityProvider::into_share)),
        });
    }

    /// The namespace that was added, or imported, with it.
    pub fn namespace(self, scope: Scope<'_>) -> Option<NamespaceHandle> {
        scope.data::<Home>(self)?.namespace
    }

    /// Whether Container Insights count its running tasks, if that is known.
    pub(crate) fn counts_tasks(self, scope: Scope<'_>) -> Option<bool> {
        self.home(scope)?.has_insights
    }

    /// The right of a task to protect itself, or another one of the cluster, from being stopped by
    /// scaling or a deployment.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html>
    pub fn task_protection(self) -> Grant {
        let name: Value<Str> = self.reference().assume();
        let tasks: Value<Str> =
            sub!("arn:{AWS::Partition}:ecs:{AWS::Region}:{AWS::AccountId}:task/{name}/*");
        let rights = ["ecs:GetTaskProtection", "ecs:UpdateTaskProtection"];
        Statement::allow(rights).on([tasks]).into()
    }

    /// What task roles need so that people can open a shell in containers.
    pub(crate) fn exec_rights(self, scope: Scope<'_>) -> Grant {
        let channels = Grant::from(exec::channels());
        match scope.data::<ExecAudit>(self) {
            Some(audit) => channels.and(audit.rights()),
            None => channels,
        }
    }

    pub(crate) fn home(self, scope: Scope<'_>) -> Option<Home> {
        scope.data::<Home>(self).map(|home| *home)
    }
}
