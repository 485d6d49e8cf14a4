use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_codes as codes;
use stackwright_core::{Handle, Scope, With};

use super::alarms::Watched;
use super::balancing::attach;
use super::behind::Behind;
use super::registered::Registered;
use super::upkeep::{controller, fast_metrics, propagated};
use super::{Capacity, Options, Parts, ServiceHandle};
use crate::ec2::Guarded;
use crate::ecs::capacity::{CapacityFact, Share};
use crate::ecs::cluster::Home;
use crate::ecs::standing::{has_interfaces, network_of};
use crate::ecs::task::{Exposed, NetworkMode};
use crate::ecs::{Compatibility, TaskHandle};
use crate::elb::Attached;
use crate::gathered;
use crate::iam::{ActsBy, GrantExt};
use crate::units::whole_seconds;

impl Options {
    /// The one road of all services.
    pub(super) fn build(
        mut self,
        on: Compatibility,
        task: TaskHandle,
        scope: Scope<'_>,
    ) -> ServiceHandle {
        let home = self.cluster.home(scope);
        let vpc = self.vpc.or(home.map(|home| home.vpc));
        let interfaces = has_interfaces(on, task, scope);
        let network = interfaces.then(|| {
            let groups = self.security_groups(vpc, scope);
            self.network(on, vpc, &groups, scope)
        });
        let machines = match network_of(task, scope).is_some_and(NetworkMode::is_of_machine) {
            true => self.machines(scope),
            false => Vec::new(),
        };
        match Guarded::group(scope, ServiceHandle::new(scope)) {
            Some(group) => task.open_ways(scope, group),
            None => machines
                .iter()
                .for_each(|group| task.open_ways(scope, *group)),
        }
        let namespace = home.and_then(|home| home.namespace);
        let discovery = self.discovery_service(namespace, scope);
        let registry = discovery.map(|discovery| self.registry(discovery, task, scope));
        self.keep_name(namespace, task, scope);
        let shifts = self.shifts(scope);
        #[cfg(feature = "certificatemanager")]
        self.name_the_place(scope);
        let places = self.places.iter();
        let (mut balancers, attached): (Vec<_>, Vec<_>) = places
            .filter_map(|place| attach(place, task, vpc, &machines, shifts.as_ref(), scope))
            .unzip();
        let registered = self.registered.drain(..);
        balancers.extend(registered.map(Registered::into_property));
        if self.groups.is_empty() {
            check_doors(&attached, scope);
        }
        #[cfg(feature = "ecs-gateway")]
        let connectors = self.gateway_connectors(task, scope);
        #[cfg(feature = "vpclattice")]
        let lattice = self.lattice_configurations(task, scope);
        let connect = self.connect(namespace, task, scope);
        if self.protects {
            scope.grant(task.task_role(), self.cluster.task_protection());
        }
        if self.exec {
            scope.grant(task.task_role(), self.cluster.exec_rights(scope));
        }
        self.check(on, home.as_ref(), task, scope);

        let deployment = self.deployment(scope);
        let rebalancing = self.rebalancing(on);
        let task_definition = self.task_definition(task);
        let has_alarms = !self.deployment.alarms.is_empty();
        // Without a load balancer, too: the checks of containers are waited for as well.
        let default = (!balancers.is_empty()).then_some(Duration::from_secs(60));
        let grace_period = self.grace_period.or(default);
        let balancers = (!balancers.is_empty()).then_some(balancers);
        let service = cfn::Service::new()
            .with(self.name, |service, name| service.service_name(name))
            .cluster(self.cluster)
            .task_definition(task_definition)
            .with(self.desired_count, |service, count| {
                service.desired_count(count)
            });
        if needs_instances(on, &self.capacity) {
            scope.record(CapacityFact::Runs {
                cluster: self.cluster.node(),
                service: scope.node(),
            });
        }
        let service = match self.capacity {
            Capacity::Launched => {
                service.with(launch_type(on), |service, kind| service.launch_type(kind))
            }
            Capacity::Strategy(providers) => {
                let items = providers.into_iter().map(Share::of_service);
                service.capacity_provider_strategy(gathered(items))
            }
            Capacity::OfCluster => service,
        };
        let service = self.placement.apply(service);
        let service = service
            .with(self.platform_version, |service, version| {
                service.platform_version(version)
            })
            .with(network, |service, network| {
                service.network_configuration(network)
            })
            .with(balancers, |service, balancers| {
                service.load_balancers(balancers)
            });
        #[cfg(feature = "ecs-gateway")]
        let service = service.with(connectors, |service, connectors| {
            service.gateway_connectors(connectors)
        });
        let service = service
            .with(grace_period, |service, period| {
                service.health_check_grace_period_seconds(whole_seconds(period))
            })
            .with(registry, |service, registry| {
                service.service_registries([registry])
            })
            .with(connect, |service, connect| {
                service.service_connect_configuration(connect)
            })
            .with(self.controller, |service, who| {
                service.deployment_controller(controller(who))
            })
            .deployment_configuration(deployment)
            .with(self.nonce, |service, nonce| {
                let force =
                    cfn::service::ForceNewDeployment::new().enable_force_new_deployment(true);
                service.force_new_deployment(force.force_new_deployment_nonce(nonce))
            })
            .with(rebalancing, |service, word| {
                service.availability_zone_rebalancing(word)
            })
            .with(self.fast.then(fast_metrics), |service, metrics| {
                service.monitoring(metrics)
            })
            .with(self.exec.then_some(true), |service, yes| {
                service.enable_execute_command(yes)
            })
            .enable_ecs_managed_tags(!self.lacks_managed_tags)
            .with(propagated(self.propagate), |service, from| {
                service.propagate_tags(from)
            });
        #[cfg(feature = "vpclattice")]
        let service = service.with(lattice, |service, targets| {
            service.vpc_lattice_configurations(targets)
        });
        let service = service.with(task.managed_volumes(scope), |service, volumes| {
            service.volume_configurations(volumes)
        });
        let resource = scope.add("Service", service);
        for way in attached.iter().flat_map(|attached| &attached.waits) {
            // ECS refuses a target group that no listener forwards to.
            scope.of(resource).depends_on(*way);
        }
        scope.set_primary(resource);
        if has_alarms {
            scope.record(Watched {
                service: resource.node(),
                more: Vec::new(),
            });
        }
        if !attached.is_empty() || discovery.is_some() {
            scope.record(Behind {
                service: resource.node(),
                has_default_period: self.grace_period.is_none(),
            });
        }
        scope.set_data(ActsBy(task.task_role()));
        scope.set_data(Parts {
            cluster: self.cluster,
            discovery,
            attached: Some(attached),
        });
        ServiceHandle::new(scope)
    }
}

impl Options {
    fn check(&self, on: Compatibility, home: Option<&Home>, task: TaskHandle, scope: Scope<'_>) {
        let is_of_cluster = match self.capacity {
            Capacity::OfCluster => true,
            Capacity::Launched => launch_type(on).is_none(),
            Capacity::Strategy(_) => false,
        };
        if is_of_cluster && home.is_some_and(|home| !home.has_strategy) {
            let message = "the cluster of this service has no default capacity strategy";
            let found = codes::ECS122.finding(message);
            scope.report(found.help(
                "give it one with `.default_strategy([...])`, or the service with `.on(...)`",
            ));
        }
        if let Some(made_for) = scope.data::<Exposed>(task).map(|exposed| exposed.on)
            && made_for != on
        {
            let message = format!(
                "this service runs on {}, and its task is for {}",
                on.as_str(),
                made_for.as_str()
            );
            scope.report(codes::ECS170.finding(message));
        }
        if on == Compatibility::External {
            self.check_external(scope);
        }
        if self.placement.is_daemon && !matches!(self.capacity, Capacity::Launched) {
            let message = "a daemon runs on every instance, and is to run where a strategy says";
            scope.report(codes::ECS179.finding(message));
        }
    }

    /// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html>
    fn check_external(&self, scope: Scope<'_>) {
        let refused = [
            (!self.places.is_empty(), "stands behind a load balancer"),
            (self.discovery.is_some(), "is to be discovered"),
            (
                matches!(self.capacity, Capacity::Strategy(_)),
                "has a capacity provider",
            ),
        ];
        for (_, what) in refused.into_iter().filter(|(is_so, _)| *is_so) {
            let message = format!("a service on external machines {what}");
            scope.report(codes::ECS171.finding(message));
        }
    }
}

#[cfg(feature = "certificatemanager")]
impl Options {
    /// Gives the place that it has the name that it is to have.
    fn name_the_place(&mut self, scope: Scope<'_>) {
        let Some((name, zone)) = self.domain.take() else {
            return;
        };
        let message = match self.places.as_mut_slice() {
            [place] => {
                *place = place.clone().domain(name, zone);
                return;
            }
            [] => "a name is to lead to a service that stands behind no load balancer",
            _ => "a name is to lead to a service that stands at several places",
        };
        let found = codes::ELB118.finding(message);
        scope.report(found.help("say it of a place: `.behind(front.place().domain(...))`"));
    }
}

/// Says of which load balancers it is not known how the group of the service is to let them in.
fn check_doors(attached: &[Attached], scope: Scope<'_>) {
    for door in attached.iter().filter(|door| door.lets_in.is_none()) {
        let path = scope.at(door.listener).path();
        let message = format!("`{path}` is not let in, because its security group is not known");
        scope.report(codes::ELB136.finding(message));
    }
}

/// Whether a service runs on what the list of its cluster's providers names.
fn needs_instances(on: Compatibility, capacity: &Capacity) -> bool {
    match capacity {
        Capacity::Launched => on == Compatibility::Ec2,
        Capacity::Strategy(_) | Capacity::OfCluster => on != Compatibility::ManagedInstances,
    }
}

/// The launch type that says the same; managed instances have none, they are chosen by provider.
fn launch_type(on: Compatibility) -> Option<cfn::service::LaunchType> {
    match on {
        Compatibility::Fargate => Some(cfn::service::LaunchType::Fargate),
        Compatibility::Ec2 => Some(cfn::service::LaunchType::Ec2),
        Compatibility::External => Some(cfn::service::LaunchType::External),
        Compatibility::ManagedInstances => None,
    }
}
