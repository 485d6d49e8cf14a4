use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::elasticloadbalancingv2::listener_rule as parts;
use stackwright_codes as codes;
use stackwright_core::{Construct, Expr, Handle, Int, Scope, Value, With, handle, non_empty};

use super::front::Facing;
use super::only_cloudfront::Demands;
use super::place::{At, Transforms};
use super::priority::{Narrowness, OPEN, Ranked};
use super::{Action, Place, front};

/// What a listener does with requests of a kind, before its default action.
///
/// Which requests, in which order among the rules, and what is rewritten is said by a
/// [`Place`]; what is done with them by an [`Action`]. A service that
/// [stands at a place](crate::ecs::Service::behind) adds its rule itself.
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::elb::{Action, ApplicationLoadBalancer, ListenerRule, Redirect};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let vpc = Vpc::imported("vpc-0a1b2c3d").private(["subnet-0a1b2c3d", "subnet-1a2b3c4d"]);
/// let vpc = web.add("Vpc", vpc);
/// let front = web.add("Front", ApplicationLoadBalancer::new(vpc));
/// let blog = Redirect::permanent().host("blog.example.com").path("/#{path}");
/// web.add("Blog", ListenerRule::new(front.path("/blog/*"), Action::redirect(blog)));
/// ```
///
/// # Findings
///
/// - `ELB110`: two rules of a listener have one priority.
/// - `ELB114`: it is of a network load balancer, whose listeners have no rules.
/// - `ELB115`: it finds out who a request comes from, and the listener speaks HTTP.
/// - `ELB111`: the listener of a load balancer is not known.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html>
#[derive(Clone, Debug)]
pub struct ListenerRule {
    place: Place,
    action: Action,
}

impl ListenerRule {
    /// Does this with the requests of a place.
    pub fn new(place: impl Into<Place>, action: Action) -> Self {
        ListenerRule {
            place: place.into(),
            action,
        }
    }

    /// Does this with them instead.
    pub(super) fn action(mut self, action: Action) -> Self {
        self.action = action;
        self
    }
}

impl Construct for ListenerRule {
    type Handle = ListenerRuleHandle;

    #[cfg_attr(
        not(feature = "certificatemanager"),
        allow(unused_mut, reason = "for names")
    )]
    fn build(mut self, scope: Scope<'_>) -> ListenerRuleHandle {
        #[cfg(feature = "certificatemanager")]
        self.place.settle_name(scope);
        let Place {
            at,
            conditions,
            transforms,
            priority,
            who,
            tests,
            ..
        } = self.place;
        let action = self.action.or_authenticate(who);
        let listener = match at {
            At::Listener(listener) => Some(listener),
            At::Front(balancer) => front(scope, balancer),
            At::Ready(target) => Some(target.listener),
            #[cfg(feature = "patterns")]
            At::Nowhere => None,
            At::Network(_) => {
                let found = codes::ELB114.finding("this rule is of a network load balancer");
                scope.report(found.help("make the place of an application load balancer"));
                None
            }
        };
        if let Some(listener) = listener.filter(|_| action.authenticates()) {
            Facing::reach_provider(scope, listener);
        }
        let narrowness = Narrowness::of(&conditions).narrower_if(tests);
        let mut conditions = conditions;
        if let Some(demands) = listener.and_then(|listener| Demands::at(scope, listener)) {
            let value = demands.value.clone().into_expr();
            conditions.header(demands.header.clone()).wild.push(value);
        }
        let groups = action.groups();
        let priority = match (priority, listener) {
            (Some(priority), _) => Expr::Int(priority.into()),
            (None, Some(_)) => OPEN,
            (None, None) => Expr::Int(1),
        };
        let rule = cfn::ListenerRule::new()
            .with(listener, |rule, listener| rule.listener_arn(listener))
            .priority(Value::<Int>::from_expr(priority))
            .conditions(conditions.lower())
            .with(transforms.lower(), |rule, list| rule.transforms(list))
            .actions(action.lower(true));
        let rule = scope.add("Resource", rule);
        // Where one of these is not there, neither is the way between them.
        let settings = scope.of(rule);
        for part in listener.map(Handle::node).into_iter().chain(groups) {
            settings.only_with(part);
        }
        if let Some(listener) = listener {
            scope.record(Ranked {
                rule: scope.node(),
                listener: listener.node(),
                narrowness,
            });
        }
        scope.set_primary(rule);
        ListenerRuleHandle::new(scope)
    }
}

impl Transforms {
    fn lower(self) -> Option<Vec<parts::Transform>> {
        let rewrite = |(regex, to): (Expr, Expr)| {
            let rewrite = parts::RewriteConfig::new()
                .regex(Value::<stackwright_core::Str>::from_expr(regex))
                .replace(Value::<stackwright_core::Str>::from_expr(to));
            parts::RewriteConfigObject::new().rewrites([rewrite])
        };
        let transform = parts::Transform::new;
        let url = self.url.map(rewrite).map(|config| {
            let of_url = transform().r#type(parts::TransformType::UrlRewrite);
            of_url.url_rewrite_config(config)
        });
        let host = self.host.map(rewrite).map(|config| {
            let of_host = transform().r#type(parts::TransformType::HostHeaderRewrite);
            of_host.host_header_rewrite_config(config)
        });
        non_empty(url.into_iter().chain(host))
    }
}

handle! {
    /// Names a rule of a listener.
    pub struct ListenerRuleHandle(cfn::ListenerRuleHandle);
}
