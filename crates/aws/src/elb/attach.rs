use stackwright_codes as codes;
use stackwright_core::{App, Expr, Fact, Handle, NodeId, Recorded, Scope, Str, Text, Value};

use super::front::Facing;
use super::listener::FullName;
use super::place::{At, Place};
use super::{
    Action, ListenerHandle, ListenerRule, LoadBalancerHandle, Receives, TargetGroupHandle,
    TargetMetrics, front,
};
use crate::ec2::{ConnectExt, Connectable, Port, SecurityGroupHandle, VpcHandle};
use crate::gathered;

/// What a service wants of a place.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    /// The VPC that its tasks live in, where it is known.
    pub vpc: Option<VpcHandle>,
    /// The port that its container listens on.
    pub port: Port,
    /// Whether its tasks are reached by the addresses of their instances.
    pub by_instance: bool,
    /// Whether deployments shift requests between two target groups.
    pub shifts: bool,
    /// How the tasks of a deployment are reached before they get requests.
    pub test: Option<Test>,
}

/// How new tasks are reached while they are tested.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    /// Requests with this header, beside those of the place.
    Header(Text, Expr),
    /// Another listener: the same requests there.
    Listener(ListenerHandle),
}

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) struct Attached {
    pub group: TargetGroupHandle,
    /// Where deployments shift requests.
    pub alternate: Option<Shift>,
    /// What must be there before ECS takes the group: the rule, or the listener.
    pub waits: Vec<NodeId>,
    /// The listener that requests come by.
    pub listener: ListenerHandle,
    /// The load balancer that requests come from, where it is known.
    pub balancer: Option<LoadBalancerHandle>,
    /// What CloudWatch calls the load balancer, where it counts requests.
    pub counted: Option<Value<Str>>,
    /// What is measured of the targets there.
    pub measured: Option<TargetMetrics>,
    /// The group of the load balancer, to be let in; nothing where that is not known.
    pub lets_in: Option<SecurityGroupHandle>,
    /// The ports that it reaches the targets on.
    pub ports: Vec<Port>,
}

/// The other half of a pair of target groups.
#[derive(Clone, Debug)]
pub(crate) struct Shift {
    pub group: TargetGroupHandle,
    /// The ARN of the rule whose weights a deployment changes.
    pub production: Value<Str>,
    /// The ARN of the rule that leads to the new tasks before.
    pub test: Option<Value<Str>>,
}

impl Attached {
    /// Lets the load balancer reach something on a port, where its group is known.
    pub(crate) fn let_in_to(&self, what: impl Connectable, port: Port, scope: Scope<'_>) {
        match (self.lets_in, self.balancer) {
            (None, _) => {}
            (Some(_), Some(balancer)) => scope.connect(balancer, what, port),
            (Some(group), None) => scope.connect(group, what, port),
        }
    }
}

impl Place {
    /// The port that requests are to be sent to, where that is said.
    pub(crate) fn wanted(&self, scope: Scope<'_>) -> Option<Port> {
        match &self.at {
            At::Network(place) => place.wanted(),
            At::Ready(target) => scope.data::<Receives>(target.group).map(|group| group.port),
            _ => self.target.port(),
        }
    }

    /// What connections are made of, `tcp` or `udp`.
    pub(crate) fn transport(&self) -> &'static str {
        match &self.at {
            At::Network(place) => place.transport(),
            _ => Port::all_tcp().protocol(),
        }
    }

    /// How a program says which port of the task it is.
    pub(crate) fn port_setter(&self) -> &'static str {
        match &self.at {
            At::Network(_) => ".to(...)",
            _ => ".port(...)",
        }
    }

    /// Puts what the construct of a scope registers there behind the load balancer.
    #[cfg_attr(
        not(feature = "certificatemanager"),
        allow(unused_mut, reason = "for names")
    )]
    pub(crate) fn attach(mut self, scope: Scope<'_>, wish: &Wish) -> Option<Attached> {
        #[cfg(feature = "certificatemanager")]
        self.settle_name(scope);
        let is_front = matches!(self.at, At::Front(_));
        let listener = match self.at.clone() {
            At::Network(place) => return place.attach(scope, wish),
            At::Ready(target) => {
                return Some(Attached {
                    group: target.group,
                    alternate: None,
                    waits: vec![target.listener.node()],
                    listener: target.listener,
                    balancer: Some(target.balancer),
                    counted: Some(target.balancer.load_balancer_full_name().assume()),
                    measured: Some(target.targets()),
                    lets_in: crate::ec2::Guarded::group(scope, target.balancer),
                    ports: ports(scope, target.group, wish.port),
                });
            }
            At::Front(balancer) => front(scope, balancer)?,
            #[cfg(feature = "patterns")]
            At::Nowhere => return None,
            At::Listener(listener) => listener,
        };
        let facing = scope.data::<Facing>(listener);
        let facing = facing.as_deref().copied().unwrap_or_default();
        let vpc = vpc_of(scope, wish, facing, listener.node())?;
        let here = self.scope_of(scope, is_front, facing.balancer, listener)?;
        let target = self.target.clone().within(vpc).on(wish.port);
        let target = match wish.by_instance {
            true => target.by_instance(),
            false => target,
        };
        let group = here.add("TargetGroup", target.clone());
        // Where nobody listens, nobody forwards to it, which ECS refuses.
        here.of(group).only_with(listener);
        let mut rule = ListenerRule::new(self.clone().at(listener), Action::forward(group));
        let mut alternate = None;
        if wish.shifts {
            let other = here.add("AlternateTargetGroup", target);
            here.of(other).only_with(listener);
            rule = rule.action(Action::weighted([(group, 100), (other, 0)]));
            alternate = Some(other);
        }
        let rule = here.add("Rule", rule);
        let mut waits = vec![rule.node()];
        let alternate = alternate.map(|other| {
            let test = wish.test.as_ref().map(|test| {
                let place = match test {
                    Test::Header(name, value) => {
                        let value = Value::<Str>::from_expr(value.clone());
                        self.clone().at(listener).ahead_by(name.clone(), value)
                    }
                    Test::Listener(listener) => self.clone().at(*listener).without_priority(),
                };
                let test = ListenerRule::new(place, Action::forward(other));
                let test = here.add("TestRule", test);
                waits.push(test.node());
                test.rule_arn().assume()
            });
            Shift {
                group: other,
                production: rule.rule_arn().assume(),
                test,
            }
        });
        Some(Attached {
            ports: ports(scope, group, wish.port),
            group,
            alternate,
            waits,
            listener,
            balancer: facing.balancer,
            counted: full_name(scope, listener, facing),
            measured: facing.balancer.map(|balancer| balancer.targets(group)),
            lets_in: facing.group,
        })
    }

    fn at(mut self, listener: ListenerHandle) -> Self {
        self.at = At::Listener(listener);
        self
    }

    /// The same with a header more, tried before it: where its priority is fixed, by the number
    /// before that.
    fn ahead_by(mut self, name: Text, value: Value<Str>) -> Self {
        self.tests = true;
        self.priority = self.priority.map(|priority| priority.saturating_sub(1));
        self.header(name, value)
    }

    /// A second rule of one place needs a priority of its own.
    fn without_priority(mut self) -> Self {
        self.priority = None;
        self
    }

    /// Where its parts are added: below its name, or that of the load balancer.
    fn scope_of<'a>(
        &self,
        scope: Scope<'a>,
        is_front: bool,
        balancer: Option<LoadBalancerHandle>,
        listener: ListenerHandle,
    ) -> Option<Scope<'a>> {
        if let Some(name) = &self.name {
            return Some(scope.scope(name.clone()));
        }
        let of = match (is_front, balancer) {
            (true, Some(balancer)) => balancer.node(),
            _ => listener.node(),
        };
        named_scope(scope, of, "")
    }
}

/// What CloudWatch calls an application load balancer, by what is known of it or by the ARN of its
/// listener.
fn full_name(scope: Scope<'_>, listener: ListenerHandle, facing: Facing) -> Option<Value<Str>> {
    let of_listener = scope.data::<FullName>(listener);
    match facing.balancer {
        Some(balancer) => Some(balancer.load_balancer_full_name().assume()),
        None => of_listener.map(|name| name.0.clone()),
    }
}

/// The VPC that targets live in.
pub(super) fn vpc_of(
    scope: Scope<'_>,
    wish: &Wish,
    facing: Facing,
    of: NodeId,
) -> Option<VpcHandle> {
    let vpc = wish.vpc.or(facing.vpc);
    if vpc.is_none() {
        let path = scope.at(of).path();
        let message = format!("the VPC of what stands behind `{path}` is not known");
        let found = codes::ELB113.finding(message);
        scope.report(found.help("give the service its VPC with `.vpc(...)`"));
    }
    vpc
}

/// A scope that is named after a load balancer or a listener.
pub(super) fn named_scope<'a>(scope: Scope<'a>, of: NodeId, suffix: &str) -> Option<Scope<'a>> {
    let id = name_of(scope.app(), scope.node(), of) + suffix;
    if scope.find(&id).is_some() {
        let path = scope.at(of).path();
        let message = format!("this service has two places behind `{path}`");
        let found = codes::ELB112.finding(message);
        scope.report(found.help(
            "name the second one with `.named(...)`, or say what it gets as a further host or path \
             of the first",
        ));
        return None;
    }
    let here = scope.scope(id);
    here.record(Named {
        here: here.node(),
        of,
        suffix: suffix.to_owned(),
    });
    Some(here)
}

/// What the parts of a place are named after the load balancer or the listener.
fn name_of(app: &App, scope: NodeId, of: NodeId) -> String {
    let is_here = app.scope_of(scope).stack_node() == app.scope_of(of).stack_node();
    let path = match is_here {
        true => app.identity_path(of),
        false => app.identity_with_stack(of),
    };
    path.replace('/', ".")
}

/// That parts are named after something that may have been moved since.
struct Named {
    here: NodeId,
    of: NodeId,
    suffix: String,
}

impl Fact for Named {
    const NAME: &'static str = "elb/place";

    fn lower(facts: Vec<Recorded<Self>>, app: &App) {
        for Recorded { fact, .. } in facts {
            let here = app.scope_of(fact.here);
            let Some(parent) = here.parent() else {
                continue;
            };
            let name = name_of(app, parent.node(), fact.of) + &fact.suffix;
            if here.id() != name {
                here.moved(fact.here, format!("{}/{name}", parent.identity_path()));
            }
        }
    }
}

/// The ports that a load balancer reaches targets on.
pub(super) fn ports(scope: Scope<'_>, group: TargetGroupHandle, port: Port) -> Vec<Port> {
    let receives = scope.data::<Receives>(group);
    let further = receives.map(|receives| receives.further.clone());
    let ports = [port].into_iter().chain(further.unwrap_or_default());
    gathered(ports.map(Port::bare))
}
