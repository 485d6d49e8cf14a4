use stackwright_core::{Answer, Construct, Context, Query, Scope, Text};

use super::{list, text, unknown};
use crate::ec2::{ImportedVpc, SubnetKind, Vpc, VpcHandle};

/// Which VPC is looked up. There must be one of it, and no other.
#[derive(Clone, Debug, PartialEq)]
pub struct VpcBy(Context);

impl VpcBy {
    /// The one of this id.
    pub fn id(id: impl Into<Text>) -> Self {
        VpcBy::filter("vpc-id", id.into())
    }

    /// The one whose tag `Name` says this.
    pub fn name(name: impl Into<Text>) -> Self {
        VpcBy::tag("Name", name)
    }

    /// The one with this tag.
    pub fn tag(key: impl Into<Text>, value: impl Into<Text>) -> Self {
        VpcBy::filter(&format!("tag:{}", key.into()), value.into())
    }

    /// The default one of the region.
    pub fn default_of_region() -> Self {
        VpcBy::filter("isDefault", "true".into())
    }

    /// And with this tag, too.
    pub fn and_tag(mut self, key: impl Into<Text>, value: impl Into<Text>) -> Self {
        self.0.extend(VpcBy::tag(key, value).0);
        self
    }

    fn filter(name: &str, value: Text) -> Self {
        let mut filter = Context::new();
        filter.insert(name.to_owned(), Answer::from(&*value));
        VpcBy(filter)
    }
}

impl Vpc {
    /// A VPC that exists, with its subnets, found in the account and the region of the stack; see
    /// [look-ups](crate::lookup).
    ///
    /// A subnet is public where its routes lead to an internet gateway, private where they lead out by
    /// something else, and isolated where they do not, if its tag `aws-cdk:subnet-type` says nothing.
    /// AWS CDK's command line also takes one for public that gives instances public addresses. It
    /// adds nothing.
    ///
    /// ```
    /// use stackwright_aws::ec2::Vpc;
    /// use stackwright_aws::lookup::VpcBy;
    /// use stackwright_core::App;
    ///
    /// let app = App::new();
    /// let web = app.stack("Web").environment("111122223333", "eu-west-1");
    /// let vpc = web.add("Vpc", Vpc::lookup(VpcBy::name("shared")));
    /// # assert_eq!(app.synth().diagnostics[0].code, "APP136");
    /// ```
    pub fn lookup(by: VpcBy) -> VpcLookup {
        VpcLookup { by }
    }
}

/// A VPC that is looked up; see [`Vpc::lookup`].
#[derive(Clone, Debug)]
pub struct VpcLookup {
    by: VpcBy,
}

impl Construct for VpcLookup {
    type Handle = VpcHandle;

    fn build(self, scope: Scope<'_>) -> VpcHandle {
        let query = Query::new("vpc-provider")
            .with("filter", self.by.0)
            .with("returnAsymmetricSubnets", true);
        let Some(found) = scope.look_up(query) else {
            let vpc = Vpc::imported(unknown());
            let vpc = vpc.public(unknown()).private(unknown());
            return vpc.isolated(unknown()).build(scope);
        };
        let mut vpc = Vpc::imported(text(&found, "vpcId").to_owned());
        if let Some(block) = found.get("vpcCidrBlock").and_then(Answer::as_str) {
            vpc = vpc.cidr(block.to_owned());
        }
        let kinds = [
            ("Public", SubnetKind::Public),
            ("Private", SubnetKind::Private),
            ("Isolated", SubnetKind::Isolated),
        ];
        let groups = list(&found, "subnetGroups");
        let mut zones: Option<Vec<&str>> = None;
        let mut is_even = true;
        for (name, kind) in kinds {
            let of_kind = groups.iter().filter(|group| text(group, "type") == name);
            let subnets: Vec<&Answer> = of_kind.flat_map(|group| list(group, "subnets")).collect();
            if subnets.is_empty() {
                continue;
            }
            let ids = subnets
                .iter()
                .map(|subnet| text(subnet, "subnetId").to_owned());
            vpc = with_subnets(vpc, kind, ids.collect());
            let own: Vec<&str> = subnets
                .iter()
                .map(|s| text(s, "availabilityZone"))
                .collect();
            let first = zones.get_or_insert_with(|| first_round(&own));
            is_even &= own.iter().eq(first.iter().cycle().take(own.len()));
        }
        match zones {
            Some(zones) if is_even => vpc.in_zones(zones.into_iter().map(str::to_owned)),
            _ => vpc,
        }
        .build(scope)
    }
}

fn with_subnets(vpc: ImportedVpc, kind: SubnetKind, ids: Vec<String>) -> ImportedVpc {
    match kind {
        SubnetKind::Public => vpc.public(ids),
        SubnetKind::Private => vpc.private(ids),
        _ => vpc.isolated(ids),
    }
}

/// The zones until one comes again.
fn first_round<'z>(zones: &[&'z str]) -> Vec<&'z str> {
    let mut round: Vec<&str> = Vec::new();
    for zone in zones {
        if round.contains(zone) {
            break;
        }
        round.push(zone);
    }
    round
}

/// The first Availability Zones that the account has in the region of the stack, by name: for
/// [`Vpc::in_zones`], where [`Vpc::zones`] leaves it to the deployment. Fewer where it has not so many,
/// none where they have not been looked up.
///
/// ```
/// use stackwright_aws::ec2::Vpc;
/// use stackwright_aws::lookup::account_zones;
/// use stackwright_core::App;
///
/// let context = serde_json::json!({
///     "availability-zones:account=111122223333:region=eu-west-1": ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
/// });
/// let app = App::new().with_context(context.as_object().cloned().unwrap_or_default());
/// let web = app.stack("Web").environment("111122223333", "eu-west-1");
/// web.add("Vpc", Vpc::new("10.0.0.0/16").in_zones(account_zones(*web, 2)));
/// # assert_eq!(app.synth().diagnostics, []);
/// ```
#[track_caller]
pub fn account_zones(scope: Scope<'_>, count: usize) -> Vec<String> {
    let found = scope.look_up(Query::new("availability-zones"));
    let names = found.iter().filter_map(Answer::as_array).flatten();
    let names = names.filter_map(Answer::as_str).map(str::to_owned);
    names.take(count).collect()
}
