use stackwright_core::{Answer, Construct, Context, IntoValue, Query, Scope, Text, Value};

use super::{list, or_unknown, text, unknown};
use crate::ec2::{Port, SecurityGroup, SecurityGroupHandle};
use crate::elb::{ApplicationLoadBalancer, Listener, ListenerHandle, LoadBalancerHandle};

/// Which load balancer is looked up. There must be one of it, and no other.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadBalancerBy(Context);

impl LoadBalancerBy {
    /// The one of this ARN.
    pub fn arn(arn: impl Into<Text>) -> Self {
        let mut asked = Context::new();
        asked.insert("loadBalancerArn".to_owned(), Answer::from(&*arn.into()));
        LoadBalancerBy(asked)
    }

    /// The one with this tag.
    pub fn tag(key: impl Into<Text>, value: impl Into<Text>) -> Self {
        LoadBalancerBy(Context::new()).and_tag(key, value)
    }

    /// And with this tag, too.
    pub fn and_tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        let mut tag = Context::new();
        tag.insert("key".to_owned(), Answer::from(&*key.into()));
        tag.insert("value".to_owned(), Answer::from(&*value.into()));
        let none = || Answer::Array(Vec::new());
        let tags = self.0.entry("loadBalancerTags").or_insert_with(none);
        if let Answer::Array(tags) = tags {
            tags.push(tag.into());
        }
        self
    }

    fn ask(self, provider: &'static str) -> Query {
        let query = Query::new(provider).with("loadBalancerType", "application");
        let asked = self.0.into_iter();
        asked.fold(query, |query, (name, value)| query.with(name, value))
    }
}

impl ApplicationLoadBalancer {
    /// A load balancer that exists, found in the account and the region of the stack; see
    /// [look-ups](crate::lookup). It adds its first group, imported, as `SecurityGroup`.
    pub fn lookup(by: LoadBalancerBy) -> LoadBalancerLookup {
        LoadBalancerLookup { by }
    }
}

/// A load balancer that is looked up; see [`ApplicationLoadBalancer::lookup`].
#[derive(Clone, Debug)]
pub struct LoadBalancerLookup {
    by: LoadBalancerBy,
}

impl Construct for LoadBalancerLookup {
    type Handle = LoadBalancerHandle;

    fn build(self, scope: Scope<'_>) -> LoadBalancerHandle {
        let found = scope.look_up(self.by.ask("load-balancer"));
        let said = |name: &str| or_unknown(found.as_ref().map(|found| text(found, name)));
        let balancer = ApplicationLoadBalancer::imported(said("loadBalancerArn"))
            .dns_name(said("loadBalancerDnsName"))
            .hosted_zone(said("loadBalancerCanonicalHostedZoneId"));
        match group(scope, found.as_ref()) {
            Some(group) => balancer.security_group(group).build(scope),
            None => balancer.build(scope),
        }
    }
}

impl Listener {
    /// The listener on a port of a load balancer that exists, found in the account and the region of
    /// the stack; see [look-ups](crate::lookup). It adds the load balancer's first group, imported, as
    /// `SecurityGroup`.
    ///
    /// ```
    /// use stackwright_aws::ec2::Port;
    /// use stackwright_aws::elb::{Action, Listener, ListenerRule};
    /// use stackwright_aws::lookup::LoadBalancerBy;
    /// use stackwright_core::App;
    ///
    /// let app = App::new();
    /// let web = app.stack("Web").environment("111122223333", "eu-west-1");
    /// let shared = Listener::lookup(LoadBalancerBy::tag("Name", "shared"), Port::tcp(443));
    /// let shared = web.add("Shared", shared);
    /// web.add("Closed", ListenerRule::new(shared.path("/old/*"), Action::respond(410)));
    /// # assert_eq!(app.synth().diagnostics[0].code, "APP136");
    /// ```
    pub fn lookup(by: LoadBalancerBy, port: Port) -> ListenerLookup {
        ListenerLookup { by, port }
    }
}

/// A listener that is looked up; see [`Listener::lookup`].
#[derive(Clone, Debug)]
pub struct ListenerLookup {
    by: LoadBalancerBy,
    port: Port,
}

impl Construct for ListenerLookup {
    type Handle = ListenerHandle;

    fn build(self, scope: Scope<'_>) -> ListenerHandle {
        let query = self.by.ask("load-balancer-listener");
        let found =
            scope.look_up(query.with("listenerPort", self.port.number().unwrap_or_default()));
        let arn = or_unknown(found.as_ref().map(|found| text(found, "listenerArn")));
        let listener = Listener::imported(arn);
        match group(scope, found.as_ref()) {
            Some(group) => listener.security_group(group).build(scope),
            None => listener.build(scope),
        }
    }
}

/// The group that guards it; one that is not known yet where it has not been looked up.
fn group(scope: Scope<'_>, found: Option<&Answer>) -> Option<SecurityGroupHandle> {
    let id: Value<_> = match found {
        None => unknown(),
        Some(found) => {
            let id = list(found, "securityGroupIds").first()?.as_str()?;
            id.to_owned().into_value()
        }
    };
    Some(scope.add("SecurityGroup", SecurityGroup::imported(id)))
}
