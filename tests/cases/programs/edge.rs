//! APIs, distributions, firewalls.

use stackwright::aws::apigatewayv2::{
    ACCESS_LOG_FORMAT, ApiMapping, Cors, DomainName, HttpApi, HttpAuthorizer, HttpIntegration,
    HttpRoute, HttpStage, Integration, VpcLink, WebSocketApi, WebSocketAuthorizer, WebSocketRoute,
};
use stackwright::aws::cloudfront::{
    Behavior, CachePolicy, Distribution, Function, KeyGroup, ManagedCachePolicy,
    ManagedOriginRequestPolicy, Names, Origin, OriginRequestPolicy, PriceClass, PublicKey,
    RealtimeLogConfig, ResponseCors, ResponseHeadersPolicy, VpcOrigin,
};
use stackwright::aws::wafv2::{
    Caller, IpSet, IpSetHandle, ManagedRules, Part, RateLimit, RegexPatternSet,
    RegexPatternSetHandle, Rule, RuleGroup, RuleGroupHandle, Statement, WebAcl, WebAclAssociation,
};
use stackwright::prelude::*;

use super::CERTIFICATE;
use super::dice::Dice;
use super::doors::reached;
use super::ground::Around;
use super::place::Place;

const FUNCTION: &str = "arn:aws:lambda:eu-west-1:111122223333:function:page";

/// An HTTP API, its routes and names, and the way from it into the VPC.
pub fn http_api(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let page = Integration::http("https://shop.example.com/");
    let logs = place.add("Accesses", LogGroup::new());
    let api = dice.some(
        HttpApi::new(),
        &[
            &|it, _| it.name("shop"),
            &|it, _| it.describe("the shop"),
            &|it, _| {
                let pages = Cors::origins(["https://shop.example.com"]);
                it.cors(pages.methods(["PUT"]).headers(["x-shop"]).credentials())
            },
            &|it, _| it.otherwise(page.clone()),
            &|it, _| it.dual_stack(),
            &|it, _| it.access_logs(logs),
            &|it, _| it.without_access_logs(),
            &|it, _| it.throttle(100, 200),
            &|it, _| it.detailed_metrics(),
        ],
    );
    let api = place.add("Api", api);
    let group = place.add("OfLink", SecurityGroup::new(around.vpc));
    let link = match dice.says() {
        true => {
            let old = VpcLink::imported("a1b2c3").security_group(group);
            place.add("OldLink", old)
        }
        false => {
            let link = dice.some(
                VpcLink::new(around.vpc),
                &[&|it, _| it.security_group(group), &|it, _| {
                    it.name("inside")
                }],
            );
            place.add("Link", link)
        }
    };
    let alb = place.add("Alb", ApplicationLoadBalancer::new(around.vpc));
    let listener = Listener::new(alb, Port::http(80), Action::respond(404));
    let inside = place.add("Listener", listener);
    let inside = dice.some(
        link.to_listener(inside),
        &[
            &|it, _| it.append_header("x-request", "$context.requestId"),
            &|it, _| it.overwrite_path("/in/$request.path.proxy"),
            &|it, _| it.timeout(10.seconds()),
            &|it, _| it.map_response(500, "overwrite:statuscode", "503"),
        ],
    );
    place.add("Inside", HttpRoute::new(api, "ANY /in/{proxy+}", inside));
    let shared = HttpIntegration::new(api, Integration::lambda(FUNCTION));
    let shared = place.add("Shared", shared);
    let people = match dice.says() {
        true => HttpAuthorizer::lambda(api, FUNCTION).cached_for(5.minutes()),
        false => HttpAuthorizer::jwt(api, "https://id.example.com", ["shop"]),
    };
    let people = place.add("People", people);
    let goods = HttpRoute::new(api, "GET /goods/{id}", shared);
    let goods = match dice.says() {
        true => goods.authorized_by_iam(),
        false => goods.authorized_by(people),
    };
    let goods = dice.some(goods, &[&|it, _| it.throttle(10, 20)]);
    let goods = place.add("Goods", goods);
    if let Some(call) = goods.call(place.scope) {
        let caller = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
        place.scope.grant(place.add("Caller", caller), call);
    }
    let name = match dice.says() {
        true => {
            let old = DomainName::imported("old.example.com");
            place.add("OldName", old)
        }
        false => {
            let name = dice.some(
                DomainName::new("api.example.com", CERTIFICATE),
                &[&|it, _| it.dual_stack(), &|it, _| {
                    it.mutual_tls("s3://trust/ca.pem")
                }],
            );
            place.add("Name", name)
        }
    };
    let beta = dice.some(
        HttpStage::new(api, "beta"),
        &[
            &|it, _| it.describe("what comes"),
            &|it, _| it.variable("host", "beta"),
            &|it, _| it.access_logs(logs),
            &|it, _| it.without_access_logs(),
            &|it, _| it.throttle(10, 20),
        ],
    );
    place.add("Beta", beta);
    let mapping = ApiMapping::new(name, api);
    place.add("Mapping", dice.some(mapping, &[&|it, _| it.path("v1")]));
    let old = place.add("OldApi", HttpApi::imported("a1b2c3d4e5"));
    place.add("OldPage", HttpRoute::new(old, "GET /page", page));
}

/// A WebSocket API.
pub fn web_socket(place: Place<'_>, _: &Around, dice: &mut Dice) {
    let logs = place.add("Accesses", LogGroup::new());
    let live = dice.some(
        WebSocketApi::new("live"),
        &[
            &|it, _| it.name("prices"),
            &|it, _| it.select_by("$request.body.kind"),
            &|it, _| it.access_logs(logs, ACCESS_LOG_FORMAT),
            &|it, _| it.throttle(10, 20),
        ],
    );
    let live = place.add("Live", live);
    let connect = WebSocketRoute::http(live, "$connect", "https://shop.example.com/connect");
    let people = WebSocketAuthorizer::lambda(live, FUNCTION);
    let people = place.add("People", people);
    let connect = match dice.says() {
        true => connect.authorized_by_iam(),
        false => connect.authorized_by(people),
    };
    place.add("Connect", connect);
    place.add("Prices", WebSocketRoute::lambda(live, "prices", FUNCTION));
    let sender = Role::new(Principal::service("ecs-tasks.amazonaws.com"));
    let sender = place.add("Sender", sender);
    place.scope.grant(sender, live.manage_connections());
    let old = place.add("Old", WebSocketApi::imported("f6g7h8"));
    place.scope.grant(sender, old.manage_connections());
}

/// A distribution, before a load balancer that nobody else can reach.
pub fn distribution(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let alb = place.add("Alb", ApplicationLoadBalancer::new(around.vpc));
    let listener = Listener::new(alb, Port::http(80), Action::respond(404));
    place.add("Listener", listener);
    let origin = VpcOrigin::new(alb, Port::http(80), "pl-0a1b2c3d");
    let group = SecurityGroup::imported("sg-0c0f0a1b");
    let group = place.add("OfCloudFront", group);
    let origin = dice.some(
        origin,
        &[&|it, _| it.admit(group), &|it, _| it.name("inside")],
    );
    let origin = place.add("Origin", origin);
    let files = Origin::bucket("files.s3.eu-west-1.amazonaws.com");
    let site = Origin::site("shop.example.com")
        .path("/v2")
        .header("x-secret", "1");
    let acl = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/1";
    let site = dice.some(
        Distribution::new(origin),
        &[
            &|it, _| {
                let files = Behavior::new(files.clone()).cache(ManagedCachePolicy::Optimized);
                it.behavior("/files/*", files.read_only())
            },
            &|it, _| {
                let site = Behavior::new(site.clone()).cache(ManagedCachePolicy::Disabled);
                it.behavior(
                    "/site/*",
                    site.pass_on(ManagedOriginRequestPolicy::AllViewerExceptHostHeader),
                )
            },
            &|it, _| {
                let certificate = "arn:aws:acm:us-east-1:111122223333:certificate/1";
                it.domains(["shop.example.com"], certificate)
            },
            &|it, _| it.describe("the shop"),
            &|it, _| it.root_object("index.html"),
            &|it, _| it.price_class(PriceClass::PriceClass100),
            &|it, _| it.access_logs("logs.s3.amazonaws.com"),
            &|it, _| it.web_acl(acl),
            &|it, _| it.error_page(404, 200, "/index.html"),
        ],
    );
    place.add("Site", site);
    guarded(place, around, dice);
    let domain = "d111111abcdef8.cloudfront.net";
    place.add("OldSite", Distribution::imported("E1", domain));
}

/// A distribution before a load balancer that faces the internet, and that it alone reaches.
fn guarded(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let front = ApplicationLoadBalancer::new(around.vpc)
        .internet_facing()
        .certificate(CERTIFICATE)
        .only_from_cloudfront("pl-0a1b2c3d");
    let front = dice.some(front, &[&|it, _| it.otherwise(Action::respond(410))]);
    let front = place.add("Front", front);
    place.add(
        "Gone",
        ListenerRule::new(front.path("/gone"), Action::respond(410)),
    );
    let spare = Origin::site("sorry.example.com");
    let origin = dice.some(
        Origin::load_balancer(front, "front.example.com"),
        &[
            &|it, _| it.shield("eu-west-1"),
            &|it, _| it.connect_timeout(3.seconds()),
            &|it, _| it.or_else(spare.clone(), [502, 503]),
        ],
    );
    place.add("Guarded", Distribution::new(origin));
}

/// How a distribution answers: policies, functions, keys, records of requests.
pub fn behavior(place: Place<'_>, _: &Around, dice: &mut Dice) {
    let kept = dice.some(
        CachePolicy::new(),
        &[
            &|it, _| it.describe("pages"),
            &|it, _| it.ttl(5.minutes()).at_least(1.minutes()),
            &|it, _| it.headers(["accept-language"]),
            &|it, _| it.query(Names::only(["page"])),
            &|it, _| it.without_compression(),
        ],
    );
    let passed = dice.some(
        OriginRequestPolicy::new(),
        &[&|it, _| it.cookies(Names::only(["shop"])), &|it, _| {
            it.headers(Names::only(["accept-language"]))
        }],
    );
    let headers = dice.some(
        ResponseHeadersPolicy::new().no_sniff(),
        &[
            &|it, _| it.header("x-shop", "1"),
            &|it, _| it.strict_transport_security(365.days()),
            &|it, _| it.deny_frames(),
            &|it, _| it.cors(ResponseCors::origins(["https://shop.example.com"])),
        ],
    );
    let code = "function handler(event) { return event.request; }";
    let stream = "arn:aws:kinesis:eu-west-1:111122223333:stream/requests";
    let log = RealtimeLogConfig::new(stream, ["timestamp", "sc-status"]);
    let log = dice.some(log, &[&|it, _| it.sample(5.percent())]);
    let key = place.add("Key", PublicKey::new("-----BEGIN PUBLIC KEY-----"));
    let signers = place.add("Signers", KeyGroup::new([key]));
    let way = Behavior::new(Origin::site("shop.example.com"))
        .cache(place.add("Kept", kept))
        .pass_on(place.add("Passed", passed))
        .response_headers(place.add("Headers", headers));
    let way = dice.some(
        way,
        &[
            &|it, _| it.on_request(place.add("Pass", Function::new(code))),
            &|it, _| it.realtime_logs(place.add("Log", log.clone())),
            &|it, _| it.signed_by([signers]),
        ],
    );
    place.add("Site", Distribution::new(way));
    existing_behavior(place);
}

fn existing_behavior(place: Place<'_>) {
    let id = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    let code = "arn:aws:cloudfront::111122223333:function/old";
    let log = "arn:aws:cloudfront::111122223333:realtime-log-config/old";
    place.add("OldKey", PublicKey::imported("K2JCJMDEHXQW5F"));
    let signers = place.add("OldSigners", KeyGroup::imported(id));
    let inside = VpcOrigin::imported("vo_0a1b2c3d4e5f", "old.example.com");
    let way = Behavior::new(place.add("OldOrigin", inside))
        .cache(place.add("OldKept", CachePolicy::imported(id)))
        .pass_on(place.add("OldPassed", OriginRequestPolicy::imported(id)))
        .response_headers(place.add("OldHeaders", ResponseHeadersPolicy::imported(id)))
        .on_request(place.add("OldPass", Function::imported(code)))
        .realtime_logs(place.add("OldLog", RealtimeLogConfig::imported(log)))
        .signed_by([signers]);
    place.add("Inside", Distribution::new(way));
}

/// What several firewalls share.
fn shared_rules(
    place: Place<'_>,
    dice: &mut Dice,
) -> (RuleGroupHandle, IpSetHandle, RegexPatternSetHandle) {
    let arn = |kind: &str| format!("arn:aws:wafv2:eu-west-1:111122223333:regional/{kind}/old/1");
    let old_office = place.add("OldOffice", IpSet::imported(arn("ipset")));
    let old_paths = RegexPatternSet::imported(arn("regexpatternset"));
    let old_paths = place.add("OldPaths", old_paths);
    let old_house = place.add("OldHouse", RuleGroup::imported(arn("rulegroup")));
    let office = place.add("Office", IpSet::ipv4(["203.0.113.0/24"]));
    let paths = place.add("Paths", RegexPatternSet::new(["^/old$"]));
    let abroad = || Statement::from(Caller::countries(["DE"])).not();
    let house = dice.some(
        RuleGroup::regional(100),
        &[
            &|it, _| it.describe("of the house"),
            &|it, _| it.rule(Rule::block("Abroad", abroad())),
            &|it, _| it.rule(Rule::count("Bots", Statement::label("shop:bot")).with_label("seen")),
        ],
    );
    let house = place.add("House", house);
    match dice.says() {
        true => (house, office, paths),
        false => (old_house, old_office, old_paths),
    }
}

/// A firewall.
pub fn firewall(place: Place<'_>, around: &Around, dice: &mut Dice) {
    let logs = LogGroup::new().name(format!("aws-waf-logs-{}", dice.number(0..=99)));
    let logs = place.add("Decisions", logs);
    let (house, office, paths) = shared_rules(place, dice);
    let acl = dice.some(
        WebAcl::regional(),
        &[
            &|it, _| it.rule(Rule::allow("Office", Caller::addresses(office))),
            &|it, _| {
                let old = Statement::matches_any(Part::path().lowercase(), paths);
                it.rule(Rule::block_with("Old", old, 410))
            },
            &|it, _| it.rule(RateLimit::new("Slow", 100).within(1.minutes())),
            &|it, _| it.rule_group("House", house),
            &|it, _| it.managed(ManagedRules::Common),
            &|it, _| it.count(ManagedRules::SqlInjection),
            &|it, _| it.rate_limit(2_000),
            &|it, _| it.block_by_default(),
            &|it, _| it.log_to(logs),
            &|it, _| it.describe("the shop"),
        ],
    );
    let acl = place.add("Firewall", acl);
    let alb = place.add("Alb", ApplicationLoadBalancer::new(around.vpc));
    place.add(
        "Listener",
        Listener::new(alb, Port::http(80), Action::respond(404)),
    );
    reached(place, around.vpc, alb, Port::tcp(80));
    place.add("Before", WebAclAssociation::new(acl, alb));
    let arn = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/old/1";
    let old = place.add("Old", WebAcl::imported(arn));
    let api = "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/live";
    place.add("BeforeApi", WebAclAssociation::of_arn(old, api));
}
