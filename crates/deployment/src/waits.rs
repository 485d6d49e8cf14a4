//! What must be made after what, and whether CloudFormation is told so.

use crate::is_managed;
use crate::network::{attachments, mount_targets, volumes};
use crate::{Answer, Deployment, Property, Service, Target};

/// That something must be made after something else.
pub struct Wait<'d> {
    /// What has to wait.
    pub what: Property<'d>,
    /// What it has to wait for. Where there are several, one of them is enough.
    pub on: Vec<Property<'d>>,
    /// Why.
    pub reason: Reason<'d>,
    /// What in the template asks for it.
    pub because: Property<'d>,
    /// Whether it waits: it refers to it or depends on it, or on something that does.
    pub verdict: Answer,
}

/// Why something has to wait.
#[derive(Clone, Copy)]
pub enum Reason<'d> {
    /// A route leads to an internet gateway, which has to be attached.
    Attached {
        /// The internet gateway.
        gateway: Property<'d>,
    },
    /// A public NAT gateway needs the internet gateway of its VPC.
    Internet,
    /// A service registers tasks in a target group, which has to belong to a load balancer.
    Forwards {
        /// The target group.
        group: Property<'d>,
    },
    /// A service runs in a cluster that it names.
    Cluster,
    /// A service runs on the capacity providers that its cluster is given.
    CapacityProviders,
    /// Tasks of a service write to a log group that they name.
    LogGroup,
    /// Tasks of a service reach their files by a mount target.
    Files,
    /// A scaling policy scales what a scalable target has registered.
    ScalableTarget,
    /// A scalable target registers a service.
    Scales,
}

impl<'d> Deployment<'d> {
    /// What must be made after what, in order: routes and NAT gateways, services, scaling.
    ///
    /// Those are listed that CloudFormation does not know of by itself.
    ///
    /// ```
    /// use stackwright_deployment::{Answer, Deployments, Model};
    /// use stackwright_template::Template;
    ///
    /// let template = Template::from_yaml(
    ///     "Resources:
    ///   Gateway: {Type: AWS::EC2::InternetGateway}
    ///   Attachment:
    ///     Type: AWS::EC2::VPCGatewayAttachment
    ///     Properties: {VpcId: vpc-1, InternetGatewayId: !Ref Gateway}
    ///   Route:
    ///     Type: AWS::EC2::Route
    ///     Properties: {RouteTableId: rtb-1, GatewayId: !Ref Gateway}
    /// ",
    /// )?;
    /// let model = Model::new(&template, &[]);
    /// let deployments = Deployments::of(&model);
    /// let [deployment] = deployments.settled() else { panic!("there are no conditions") };
    /// let [wait] = deployment.waits() else { panic!("there is one route") };
    /// assert_eq!((wait.what.id(), wait.on[0].id()), ("Route", "Attachment"));
    /// assert_eq!(wait.verdict, Answer::No);
    /// # Ok::<(), stackwright_template::ReadError>(())
    /// ```
    pub fn waits(&'d self) -> &'d [Wait<'d>] {
        self.waits.get_or_init(&self.met, || {
            let mut waits = Vec::new();
            self.add_ways_out(&mut waits);
            self.add_registrations(&mut waits);
            for service in self.services() {
                self.add_service(service, &mut waits);
            }
            self.add_scaling(&mut waits);
            waits
        })
    }

    fn wait(
        &'d self,
        what: Property<'d>,
        on: Vec<Property<'d>>,
        reason: Reason<'d>,
        because: Property<'d>,
    ) -> Wait<'d> {
        let waits = self.waits_for(what.id(), |id| on.iter().any(|other| other.id() == id));
        Wait {
            what,
            on,
            reason,
            because,
            verdict: waits.into(),
        }
    }

    fn add_ways_out(&'d self, waits: &mut Vec<Wait<'d>>) {
        for route in self.resources_of("AWS::EC2::Route") {
            let named = route.get("GatewayId");
            let Some(gateway) = named.target_of(&["AWS::EC2::InternetGateway"]) else {
                continue;
            };
            let attached = attachments(self, &gateway).into_iter();
            let attached: Vec<Property<'d>> = attached.map(|(own, _)| own).collect();
            if !attached.is_empty() {
                waits.push(self.wait(route, attached, Reason::Attached { gateway }, named));
            }
        }
        for nat in self.resources_of("AWS::EC2::NatGateway") {
            let is_private = !nat.get("ConnectivityType").is_absent();
            let Some(vpc) = self.home_of(&nat).filter(|_| !is_private) else {
                continue;
            };
            let attaches = |attachment: &Property<'d>| {
                let home = self.home_of(attachment);
                attachment.get("InternetGatewayId").is_given()
                    && home.is_some_and(|home| home.differs(&vpc).is_no())
            };
            let attached: Vec<Property<'d>> = self
                .resources_of("AWS::EC2::VPCGatewayAttachment")
                .filter(attaches)
                .collect();
            if !attached.is_empty() {
                waits.push(self.wait(nat, attached, Reason::Internet, nat));
            }
        }
    }

    fn add_registrations(&'d self, waits: &mut Vec<Wait<'d>>) {
        for (service, entry, group) in self.registrations() {
            let forwarders = self.balancing().forwarders_of(&group);
            let by: Vec<Property<'d>> = forwarders.iter().map(|own| own.by).collect();
            if by.is_empty() {
                continue;
            }
            let reason = Reason::Forwards { group };
            let mut wait = self.wait(service.properties, by, reason, entry.properties);
            // Others may forward to it as well.
            if wait.verdict.is_no() && !self.sees_all() {
                wait.verdict = Answer::Unknown;
            }
            waits.push(wait);
        }
    }

    fn add_service(&'d self, service: &'d Service<'d>, waits: &mut Vec<Wait<'d>>) {
        let id = service.properties.id();
        let mut needed = self.needed(service);
        needed.dedup_by(|(one, ..), (other, ..)| one.id() == other.id());
        for (needed, reason, because) in needed {
            if needed.id() != id {
                waits.push(self.wait(service.properties, vec![needed], reason, because));
            }
        }
    }

    /// What a service needs without having to refer to it, why, and what asks for it.
    fn needed(&'d self, service: &'d Service<'d>) -> Vec<(Property<'d>, Reason<'d>, Property<'d>)> {
        let mut needed = Vec::new();
        let by_name = |named: &Property<'d>| matches!(named.target(), Target::Text(_));
        if let Some(cluster) = service.cluster {
            let named = service.get("Cluster");
            if by_name(&named) {
                needed.push((cluster, Reason::Cluster, named));
            }
            if service.get("LaunchType").is_absent() && !runs_on_managed(service) {
                let associations =
                    self.resources_of("AWS::ECS::ClusterCapacityProviderAssociations");
                let own = associations.filter(|association| {
                    association.get("Cluster").means(&cluster, "ClusterName") == Some(true)
                });
                needed.extend(own.map(|own| (own, Reason::CapacityProviders, named)));
            }
        }
        if service.starts_empty() {
            return needed;
        }
        let containers = service.task.into_iter().flat_map(|task| &task.containers);
        for container in containers.filter(|container| container.logs_by("awslogs")) {
            let options = container.get("LogConfiguration/Options");
            let named = options.get("awslogs-group");
            if !by_name(&named) || options.get("awslogs-create-group").is_given() {
                continue;
            }
            let mut groups = self.resources_of("AWS::Logs::LogGroup");
            let own = groups.find(|group| named.equals(&group.get("LogGroupName")) == Some(true));
            needed.extend(own.map(|own| (own, Reason::LogGroup, named)));
        }
        for (named, files) in volumes(service) {
            let targets = mount_targets(self, &files).into_iter();
            needed.extend(targets.map(|own| (own, Reason::Files, named)));
        }
        needed
    }

    fn add_scaling(&'d self, waits: &mut Vec<Wait<'d>>) {
        for target in self.scalable_targets() {
            for policy in &target.policies {
                let (on, because) = (vec![target.properties], policy.get("ResourceId"));
                waits.push(self.wait(*policy, on, Reason::ScalableTarget, because));
            }
            if let Some(service) = target.service {
                let (on, because) = (vec![service.properties], target.get("ResourceId"));
                waits.push(self.wait(target.properties, on, Reason::Scales, because));
            }
        }
    }
}

/// Whether all of a service's capacity providers know their cluster by themselves, and so stand in
/// no list of it.
fn runs_on_managed(service: &Service<'_>) -> bool {
    let items = service.strategy().items();
    let each = || items.known.iter().map(|item| item.get("CapacityProvider"));
    items.complete && !items.known.is_empty() && each().all(|provider| is_managed(&provider))
}
