use stackwright_core::{Expr, IntoValue, Str, Text};

use super::conditions::{Conditions, text};
use super::{
    AlbHandle, Authentication, ListenerHandle, LoadBalancerHandle, NetworkPlace, Target,
    TargetGroup, TargetHealthCheck,
};
use crate::ec2::Port;

/// A place behind a load balancer, for [`behind`](crate::ecs::Service::behind): which requests a
/// service gets.
///
/// It is a value and adds nothing by itself. Of a load balancer, or of one of its listeners, it is
/// asked for by what requests are to be like; a service that stands there adds, below the name of
/// the load balancer, a target group named `TargetGroup` and a [rule](super::ListenerRule) named
/// `Rule`, as `Api/Front/TargetGroup`. Two services behind one load balancer are two lines:
///
/// ```
/// use stackwright_aws::ec2::{Port, Vpc};
/// use stackwright_aws::ecs::{Cluster, Container, FargateService, FargateTask, QuarterMemory, TaskSize};
/// use stackwright_aws::elb::ApplicationLoadBalancer;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let vpc = Vpc::imported("vpc-0a1b2c3d").public(["subnet-0a1b2c3d", "subnet-1a2b3c4d"]);
/// let vpc = web.add("Vpc", vpc);
/// let cluster = web.add("Cluster", Cluster::new(vpc));
/// let front = web.add("Front", ApplicationLoadBalancer::new(vpc).internet_facing());
///
/// let task = |image| {
///     FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
///         .container(Container::new("app", image).port(8080))
/// };
/// let api = FargateService::new(cluster, task("example/api:1"));
/// web.add("Api", api.behind(front.host("api.example.com").path("/v1/*").health_check("/healthz")));
/// let shop = FargateService::new(cluster, task("example/shop:1"));
/// web.add("Shop", shop.behind(front.place()));
/// ```
///
/// Requests go to the port that the container listens on, unless [`port`](Self::port) says
/// another. Values of one condition, said one after the other, are alternatives: a request for any
/// of the hosts. Conditions hold together: the host and the path. A place without conditions gets
/// what no other gets.
///
/// # Which rule comes first
///
/// Rules are tried by their priority. It comes from how narrow a rule is: a host that is named
/// before one with wildcards, and that before none; among those a longer path before a shorter
/// one; among those more conditions before fewer. A path that every request has, as `/*`, counts as
/// none. It does not depend on the other rules of the listener, so no rule that comes or goes changes it; two that come to one number are reported
/// (`ELB110`). [`priority`](Self::priority) fixes it; the numbers up to 500 are left for that.
///
/// # Findings
///
/// - `ELB110`: two rules of a listener have one priority.
/// - `ELB111`: the listener of a load balancer is not known.
/// - `ELB112`: one service has two places of one load balancer, and neither has a name.
/// - `ECS104`: no container listens on the port.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html>
#[derive(Clone, Debug)]
pub struct Place {
    pub(super) at: At,
    pub(super) name: Option<Text>,
    pub(super) conditions: Conditions,
    pub(super) transforms: Transforms,
    pub(super) priority: Option<u16>,
    pub(super) who: Option<Authentication>,
    /// Whether its rule is to be tried before that of the place that it was made of.
    pub(super) tests: bool,
    pub(super) target: TargetGroup,
    #[cfg(feature = "certificatemanager")]
    pub(super) domain: Option<super::domain::Domain>,
}

/// Where requests come from.
#[derive(Clone, Debug)]
pub(super) enum At {
    /// A group that a listener forwards to.
    Ready(Target),
    /// The listener of a load balancer that its places are at.
    Front(LoadBalancerHandle),
    Listener(ListenerHandle),
    Network(Box<NetworkPlace>),
    /// A pattern says it, before it uses the place.
    #[cfg(feature = "patterns")]
    Nowhere,
}

/// What is changed in requests before they are passed on: at most one rewriting each.
#[derive(Clone, Debug, Default)]
pub(super) struct Transforms {
    pub url: Option<(Expr, Expr)>,
    pub host: Option<(Expr, Expr)>,
}

impl Place {
    pub(super) fn new(at: At) -> Self {
        Place {
            at,
            name: None,
            conditions: Conditions::default(),
            transforms: Transforms::default(),
            priority: None,
            who: None,
            tests: false,
            target: TargetGroup::unplaced(),
            #[cfg(feature = "certificatemanager")]
            domain: None,
        }
    }

    /// A place of which it is said later behind which load balancer it is.
    #[cfg(feature = "patterns")]
    pub(crate) fn somewhere() -> Self {
        Place::new(At::Nowhere)
    }

    /// Puts it behind a load balancer, where nothing is said of that.
    #[cfg(feature = "patterns")]
    pub(crate) fn behind(mut self, balancer: LoadBalancerHandle) -> Self {
        if matches!(self.at, At::Nowhere) {
            self.at = At::Front(balancer);
        }
        self
    }

    /// Requests for this host, as `api.example.com` or `*.example.com`; said again, for that one,
    /// too. Case does not matter; `*` stands for any characters, `?` for one.
    pub fn host(mut self, host: impl IntoValue<Str>) -> Self {
        self.conditions.hosts.wild.push(text(host));
        self
    }

    /// Requests for a name of a zone, as `shop.example.com`, which is made to lead here: adds the
    /// certificate for it, takes requests over HTTPS with that, sends those in the clear there, and adds
    /// an alias that leads the name to the load balancer.
    ///
    /// These are of the load balancer, below it and the whole name: `Front/shop.example.com/Certificate`,
    /// `ListenerCertificate` and `Record`, once, however many services have places under the name. What
    /// no name has a certificate for is shown that of the first name in the alphabet, unless the load
    /// balancer has a certificate of its own. A listener of one's own has to speak HTTPS.
    ///
    /// A name that is for all that stands behind a load balancer is better said of that
    /// ([`ApplicationLoadBalancer::domain`](super::ApplicationLoadBalancer::domain)).
    ///
    /// ```
    /// use stackwright_aws::ecs::FargateService;
    /// # use stackwright_aws::elb::LoadBalancerHandle;
    /// # use stackwright_aws::route53::HostedZoneHandle;
    /// # fn place(front: LoadBalancerHandle, zone: HostedZoneHandle, api: FargateService) -> FargateService {
    /// api.behind(front.path("/v1/*").domain("api.example.com", zone))
    /// # }
    /// ```
    ///
    /// # Findings
    ///
    /// - `ELB119`: what it stands behind cannot be led to.
    #[cfg(feature = "certificatemanager")]
    pub fn domain(
        mut self,
        name: impl IntoValue<Str>,
        zone: impl Into<crate::route53::HostedZoneHandle>,
    ) -> Self {
        let (name, zone) = (name.into_value(), zone.into());
        self.domain = Some(super::domain::Domain { name, zone });
        self
    }

    /// Requests for hosts that match a regular expression.
    pub fn host_regex(mut self, regex: impl IntoValue<Str>) -> Self {
        self.conditions.hosts.regex.push(text(regex));
        self
    }

    /// Requests for this path, as `/v1/*`; said again, for that one, too. Case matters; what is
    /// behind a `?` in the URL is no part of it.
    pub fn path(mut self, path: impl IntoValue<Str>) -> Self {
        self.conditions.paths.wild.push(text(path));
        self
    }

    /// Requests for paths that match a regular expression.
    pub fn path_regex(mut self, regex: impl IntoValue<Str>) -> Self {
        self.conditions.paths.regex.push(text(regex));
        self
    }

    /// Requests by this method, as `GET`; said again, by that one, too.
    pub fn method(mut self, method: impl IntoValue<Str>) -> Self {
        self.conditions.methods.push(text(method));
        self
    }

    /// Requests with a header that has this value, which may have wildcards. Said again of the same
    /// header, the value is another that will do; of another header, both are wanted.
    pub fn header(mut self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        let patterns = self.conditions.header(name.into());
        patterns.wild.push(text(value));
        self
    }

    /// Requests with a header that matches a regular expression.
    pub fn header_regex(mut self, name: impl Into<Text>, regex: impl IntoValue<Str>) -> Self {
        let patterns = self.conditions.header(name.into());
        patterns.regex.push(text(regex));
        self
    }

    /// Requests with this pair in the query, as `?version=2`; the value may have wildcards. Said
    /// again of the same key, the value is another that will do; of another key, both are wanted.
    pub fn query(mut self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        let values = self.conditions.query(Some(key.into()));
        values.push(text(value));
        self
    }

    /// Requests with this value in the query, whatever its key.
    pub fn query_value(mut self, value: impl IntoValue<Str>) -> Self {
        self.conditions.query(None).push(text(value));
        self
    }

    /// Requests that come from these addresses, as `10.0.0.0/8`; said again, from those, too. It is
    /// the address that reaches the load balancer, not what `X-Forwarded-For` says.
    pub fn source(mut self, block: impl IntoValue<Str>) -> Self {
        self.conditions.sources.push(text(block));
        self
    }

    /// Changes path and query before a request is passed on: what matches the regular expression
    /// becomes the other text, in which `$1` is what its first group matched.
    ///
    /// `rewrite_path("^/api/(.*)", "/$1")` takes the prefix off.
    pub fn rewrite_path(mut self, regex: impl IntoValue<Str>, to: impl IntoValue<Str>) -> Self {
        self.transforms.url = Some((text(regex), text(to)));
        self
    }

    /// Changes the host in the same way.
    pub fn rewrite_host(mut self, regex: impl IntoValue<Str>, to: impl IntoValue<Str>) -> Self {
        self.transforms.host = Some((text(regex), text(to)));
        self
    }

    /// Finds out first who a request comes from; see [`Action::authenticate`](super::Action).
    pub fn authenticate(mut self, who: impl Into<Authentication>) -> Self {
        self.who = Some(who.into());
        self
    }

    /// Fixes the priority of its rule, 1 to 50,000, where [what comes
    /// first](Self#which-rule-comes-first) is not as it should be. The numbers up to 500 are taken
    /// by nothing else.
    pub fn priority(mut self, priority: u16) -> Self {
        self.priority = Some(priority);
        self
    }

    /// Tells two places of one load balancer apart that one service has: what it adds is named so,
    /// and not as the load balancer.
    pub fn named(mut self, name: impl Into<Text>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The port that requests are sent to, as `Port::http(3000)`, where the task listens on
    /// several, or speaks TLS.
    pub fn port(mut self, port: Port) -> Self {
        self.target = self.target.on(port);
        self
    }

    /// How it is found out whether a target is well: a path, or a whole [`TargetHealthCheck`]; by
    /// asking for `/`, if this is not said.
    pub fn health_check(mut self, check: impl Into<TargetHealthCheck>) -> Self {
        self.target = self.target.health_check(check);
        self
    }

    /// Says more about the target group that is added.
    ///
    /// ```
    /// # use stackwright_aws::elb::LoadBalancerHandle;
    /// # use std::time::Duration;
    /// # fn place(front: LoadBalancerHandle) {
    /// let place = front
    ///     .path("/v1/*")
    ///     .target_group(|group| group.deregistration_delay(Duration::from_secs(5)));
    /// # }
    /// ```
    pub fn target_group(mut self, set: impl FnOnce(TargetGroup) -> TargetGroup) -> Self {
        self.target = set(self.target);
        self
    }
}

impl From<Target> for Place {
    fn from(target: Target) -> Self {
        Place::new(At::Ready(target))
    }
}

impl From<AlbHandle> for Place {
    fn from(alb: AlbHandle) -> Self {
        Place::from(Target::from(alb))
    }
}

impl From<LoadBalancerHandle> for Place {
    fn from(balancer: LoadBalancerHandle) -> Self {
        balancer.place()
    }
}

impl From<ListenerHandle> for Place {
    fn from(listener: ListenerHandle) -> Self {
        listener.place()
    }
}

/// The beginnings of places.
macro_rules! places {
    ($handle:ident, $at:path) => {
        impl $handle {
            /// A [place](Place) behind it, for what requests no other place gets.
            pub fn place(self) -> Place {
                Place::new($at(self))
            }

            /// A [place](Place) behind it, for what requests no other place gets, with how it is found out
            /// whether a target is well: a path, as `/healthz`, or a whole [`TargetHealthCheck`].
            pub fn health_check(self, check: impl Into<TargetHealthCheck>) -> Place {
                self.place().health_check(check)
            }

            /// A [place](Place) behind it for requests for a host, as `api.example.com`.
            pub fn host(self, host: impl IntoValue<Str>) -> Place {
                self.place().host(host)
            }

            /// A [place](Place) behind it for requests for a path, as `/v1/*`.
            pub fn path(self, path: impl IntoValue<Str>) -> Place {
                self.place().path(path)
            }

            /// A [place](Place) behind it for requests by a method, as `GET`.
            pub fn method(self, method: impl IntoValue<Str>) -> Place {
                self.place().method(method)
            }

            /// A [place](Place) behind it for requests with a header of this value.
            pub fn header(self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Place {
                self.place().header(name, value)
            }

            /// A [place](Place) behind it for requests with this pair in the query.
            pub fn query(self, key: impl Into<Text>, value: impl IntoValue<Str>) -> Place {
                self.place().query(key, value)
            }

            /// A [place](Place) behind it for requests from these addresses.
            pub fn source(self, block: impl IntoValue<Str>) -> Place {
                self.place().source(block)
            }
        }
    };
}

places!(LoadBalancerHandle, At::Front);
places!(ListenerHandle, At::Listener);
