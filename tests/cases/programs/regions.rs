//! One service in two regions, on what was looked up there.

use serde_json::{Map, Value as Json, json};
use stackwright::aws::ec2::MachineImage;
use stackwright::aws::lookup::{LoadBalancerBy, VpcBy};
use stackwright::aws::patterns::MultiRegion;
use stackwright::aws::route53::{HostedZone, Record};
use stackwright::prelude::*;

use super::dice::Dice;
use super::ground::IMAGE;
use super::place::{Site, Style};

const ACCOUNT: &str = "111122223333";
const REGIONS: [&str; 2] = ["eu-central-1", "eu-west-1"];

/// Adds a stack for each region.
pub fn regions(site: &Site, style: Style, dice: &mut Dice) {
    if !dice.says() {
        return;
    }
    let zone = HostedZone::imported("Z0123456789ABC", "example.com");
    let everywhere = match dice.says() {
        true => MultiRegion::latency("everywhere", zone, ACCOUNT, REGIONS),
        false => MultiRegion::failover("everywhere", zone, ACCOUNT, REGIONS),
    };
    let (is_shared, takes_more) = (dice.says(), dice.says());
    everywhere.build(&site.app, "Everywhere", |region| {
        let place = site.place(*region.stack, style);
        let vpc = match is_shared {
            true => place.add("Vpc", Vpc::lookup(VpcBy::name("shared"))),
            false => place.add("Vpc", Vpc::new("10.0.0.0/16").zones(2)),
        };
        let cluster = place.add("Cluster", Cluster::new(vpc).container_insights());
        let front = ApplicationLoadBalancer::new(vpc).internet_facing();
        let front = place.add("Front", front.certificate(region.certificate));
        let mut shop = Container::new("shop", IMAGE).port(80);
        if takes_more {
            let domain = place.look_up("Domain", SsmParameter::lookup("/shop/domain"));
            shop = shop.env("DOMAIN", domain);
        }
        let mut service = FargateService::new(cluster, shop).behind(front);
        if takes_more {
            let shared = LoadBalancerBy::tag("Name", "shared");
            let listener = Listener::lookup(shared.clone(), Port::tcp(443));
            let listener = place.add("Listener", listener);
            service = service.behind(listener.path("/shop/*").priority(7));
            let shared = place.add("Shared", ApplicationLoadBalancer::lookup(shared));
            let zone = place.add("Known", HostedZone::lookup("example.org"));
            place.add("Alias", Record::alias(zone, "shop", shared));
            place.look_up("Newest", MachineImage::newest("amazon", "al2023-*"));
        }
        place.add("Service", service);
        front
    });
}

/// What was looked up, in both regions.
pub fn answers() -> Map<String, Json> {
    let subnets = |kind: &str, first: u32, region: &str| {
        let all = [("a", first), ("b", first + 1)].map(|(zone, number)| {
            json!({
                "subnetId": format!("subnet-0000000{number}"),
                "cidr": format!("10.0.{number}.0/24"),
                "availabilityZone": format!("{region}{zone}"),
                "routeTableId": format!("rtb-0000000{number}"),
            })
        });
        json!({ "name": kind, "type": kind, "subnets": all })
    };
    let place = format!("account={ACCOUNT}");
    let mut answers = Map::new();
    for region in REGIONS {
        let vpc = json!({
            "vpcId": "vpc-0a1b2c3d",
            "vpcCidrBlock": "10.0.0.0/16",
            "ownerAccountId": ACCOUNT,
            "availabilityZones": [],
            "subnetGroups": [subnets("Public", 1, region), subnets("Private", 3, region)],
        });
        answers.insert(
            format!("vpc-provider:{place}:filter.tag:Name=shared:region={region}:returnAsymmetricSubnets=true"),
            vpc,
        );
        let mut add = |key: &str, answer: Json| {
            answers.insert(format!("{key}:region={region}"), answer);
        };
        let zone = json!({ "Id": "/hostedzone/Z9876543210ABC", "Name": "example.org." });
        add(&format!("hosted-zone:{place}:domainName=example.org"), zone);
        let domain = format!("ssm:{place}:parameterName=/shop/domain");
        add(&domain, json!("shop.example.com"));
        let image =
            "filters.image-type.0=machine:filters.name.0=al2023-*:filters.state.0=available";
        add(
            &format!("ami:{place}:{image}:owners.0=amazon"),
            json!("ami-0a1b2c3d"),
        );
        let by = "loadBalancerTags.0.key=Name:loadBalancerTags.0.value=shared:loadBalancerType=application";
        let arn = format!("arn:aws:elasticloadbalancing:{region}:{ACCOUNT}");
        let listener = json!({
            "listenerArn": format!("{arn}:listener/app/shared/0a1b2c3d4e5f6a7b/1a2b3c4d5e6f7a8b"),
            "listenerPort": 443,
            "securityGroupIds": ["sg-0a1b2c3d"],
        });
        add(
            &format!("load-balancer-listener:{place}:listenerPort=443:{by}"),
            listener,
        );
        let balancer = json!({
            "loadBalancerArn": format!("{arn}:loadbalancer/app/shared/0a1b2c3d4e5f6a7b"),
            "loadBalancerDnsName": format!("shared-1.{region}.elb.amazonaws.com"),
            "loadBalancerCanonicalHostedZoneId": "Z32O12XQLNTSW2",
            "securityGroupIds": ["sg-0a1b2c3d"],
        });
        add(&format!("load-balancer:{place}:{by}"), balancer);
    }
    answers
}
