//! What Elastic Load Balancing makes of a deployment: which listener sends what where.

use stackwright_template::hash::HashMap;

use super::{Deployment, Property, Target};

const LOAD_BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const LISTENER_RULE: &str = "AWS::ElasticLoadBalancingV2::ListenerRule";
const TARGET_GROUP: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";

/// The load balancing of a deployment.
pub struct Balancing<'d> {
    /// Every load balancer, in order.
    pub load_balancers: Vec<Property<'d>>,
    /// Every target group, in order.
    pub target_groups: Vec<Property<'d>>,
    /// The rules of all listeners, their default rules among them.
    pub rules: Vec<Rule<'d>>,
    /// By target group: what makes its association with a load balancer, or may do so.
    forwarders: HashMap<&'d str, Vec<Forwarder<'d>>>,
}

/// A rule of a listener. The default rule is the listener itself.
#[derive(Clone)]
pub struct Rule<'d> {
    pub properties: Property<'d>,
    /// Its listener, where this template has it.
    pub listener: Option<Property<'d>>,
    /// The load balancer of that, where this template has it.
    pub load_balancer: Option<Property<'d>>,
}

/// What sends requests to a target group.
#[derive(Clone, Copy)]
pub struct Forwarder<'d> {
    /// A listener or a listener's rule; or something that may make one, such as a nested stack.
    pub by: Property<'d>,
    /// The listener, where this template has it.
    pub listener: Option<Property<'d>>,
    /// The load balancer, where this template has it.
    pub load_balancer: Option<Property<'d>>,
}

/// The kinds of load balancers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balancer {
    /// `application`: HTTP.
    Application,
    /// `network`: TCP, UDP, TLS.
    Network,
    /// `gateway`: appliances.
    Gateway,
}

impl<'d> Deployment<'d> {
    /// Its load balancing.
    pub fn balancing(&'d self) -> &'d Balancing<'d> {
        self.balancing
            .get_or_init(&self.met, || Balancing::of(self))
    }
}

impl<'d> Balancing<'d> {
    fn of(deployment: &'d Deployment<'d>) -> Self {
        let mut balancing = Balancing {
            load_balancers: deployment.resources_of(LOAD_BALANCER).collect(),
            target_groups: deployment.resources_of(TARGET_GROUP).collect(),
            rules: Vec::new(),
            forwarders: HashMap::default(),
        };
        let defaults = deployment
            .resources_of(LISTENER)
            .map(|listener| (listener, Some(listener)));
        let others = deployment.resources_of(LISTENER_RULE);
        let others = others.map(|rule| (rule, rule.get("ListenerArn").target_of(&[LISTENER])));
        for (properties, listener) in defaults.chain(others) {
            let load_balancer =
                listener.and_then(|l| l.get("LoadBalancerArn").target_of(&[LOAD_BALANCER]));
            balancing.rules.push(Rule {
                properties,
                listener,
                load_balancer,
            });
        }
        for rule in &balancing.rules {
            for arn in rule.target_groups() {
                if let Some(group) = arn.target_of(&[TARGET_GROUP]) {
                    let forwarders = balancing.forwarders.entry(group.id()).or_default();
                    forwarders.push(rule.forwarder());
                }
            }
        }
        balancing.add_others(deployment);
        balancing
    }

    /// What names a target group in a way that is not understood may forward to it.
    fn add_others(&mut self, deployment: &'d Deployment<'d>) {
        if self.target_groups.is_empty() {
            return;
        }
        for edge in deployment.edges() {
            let ends = (deployment.resource(edge.from), deployment.resource(edge.to));
            let (Some(by), Some(group)) = ends else {
                continue;
            };
            if group.resource_type() != TARGET_GROUP || !may_forward(&by) {
                continue;
            }
            let forwarders = self.forwarders.entry(group.id()).or_default();
            if forwarders.iter().all(|known| known.by.id() != by.id()) {
                forwarders.push(Forwarder {
                    by,
                    listener: None,
                    load_balancer: None,
                });
            }
        }
    }

    /// What sends requests to a target group.
    pub fn forwarders_of(&self, group: &Property<'d>) -> &[Forwarder<'d>] {
        self.forwarders.get(group.id()).map_or(&[], Vec::as_slice)
    }

    /// The listeners, in order.
    pub fn listeners(&self) -> impl Iterator<Item = &Rule<'d>> {
        self.rules.iter().filter(|rule| rule.is_default())
    }
}

impl<'d> Rule<'d> {
    /// Whether it is the listener itself.
    pub fn is_default(&self) -> bool {
        self.properties.resource_type() == LISTENER
    }

    /// Its actions.
    pub fn actions(&self) -> super::Items<'d> {
        self.properties.get(self.actions_name()).items()
    }

    /// The name of the property that has its actions.
    pub fn actions_name(&self) -> &'static str {
        match self.is_default() {
            true => "DefaultActions",
            false => "Actions",
        }
    }

    /// The ARNs of the target groups that it forwards to, as far as they are known.
    pub fn target_groups(&self) -> Vec<Property<'d>> {
        let mut arns = Vec::new();
        for action in self.actions().known {
            let groups = action.get("ForwardConfig/TargetGroups").items().known;
            arns.extend(groups.iter().map(|group| group.get("TargetGroupArn")));
            arns.push(action.get("TargetGroupArn"));
        }
        arns.retain(Property::is_given);
        arns
    }

    fn forwarder(&self) -> Forwarder<'d> {
        Forwarder {
            by: self.properties,
            listener: self.listener,
            load_balancer: self.load_balancer,
        }
    }
}

impl Balancer {
    /// What an `AWS::ElasticLoadBalancingV2::LoadBalancer` is; nothing where that is not known.
    pub fn of(load_balancer: &Property<'_>) -> Option<Self> {
        let kind = load_balancer.get("Type");
        match kind.text().as_deref() {
            Some("application") => Some(Balancer::Application),
            Some("network") => Some(Balancer::Network),
            Some("gateway") => Some(Balancer::Gateway),
            None if kind.is_absent() => Some(Balancer::Application),
            _ => None,
        }
    }

    /// The kind that a protocol of a listener or a target group belongs to.
    pub fn of_protocol(protocol: &str) -> Option<Self> {
        match protocol {
            "HTTP" | "HTTPS" => Some(Balancer::Application),
            "TCP" | "UDP" | "TLS" | "TCP_UDP" | "QUIC" | "TCP_QUIC" => Some(Balancer::Network),
            "GENEVE" => Some(Balancer::Gateway),
            _ => None,
        }
    }
}

/// What the targets of a target group are: `instance`, `ip`, `lambda`, `alb`; nothing where that
/// is not known.
pub fn target_type(group: &Property<'_>) -> Option<String> {
    let given = group.get("TargetType");
    match given.is_absent() {
        true => Some("instance".to_owned()),
        false => given.text().map(|text| text.into_owned()),
    }
}

/// The protocol of a target group's health checks; nothing where that is not known.
pub fn health_protocol(group: &Property<'_>) -> Option<String> {
    let given = group.get("HealthCheckProtocol");
    if !given.is_absent() {
        return given.text().map(|text| text.into_owned());
    }
    if matches!(target_type(group)?.as_str(), "lambda" | "alb") {
        return Some("HTTP".to_owned());
    }
    let protocol = group.get("Protocol").text()?;
    Some(match Balancer::of_protocol(&protocol)? {
        Balancer::Application => "HTTP".to_owned(),
        Balancer::Network | Balancer::Gateway => "TCP".to_owned(),
    })
}

fn may_forward(by: &Property<'_>) -> bool {
    match by.resource_type() {
        LISTENER | LISTENER_RULE => {
            let whole = Rule {
                properties: *by,
                listener: None,
                load_balancer: None,
            };
            let unclear = |arn: &Property<'_>| matches!(arn.target(), Target::Unknown);
            !whole.actions().complete || whole.target_groups().iter().any(unclear)
        }
        "AWS::CloudFormation::Stack" | "AWS::CloudFormation::CustomResource" => true,
        other => !other.starts_with("AWS::"),
    }
}
