//! What it takes to deploy: order, capabilities, parameters, quotas, steps and commands.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "in helpers of tests, too"
)]

use stackwright_plan::{
    Capability, Client, Given, Note, Options, Plan, Planned, Reason, Remedy, Spread, Stack, Stacks,
    Step, words,
};
use stackwright_template::Template;

fn stack(name: &str, text: &str) -> Stack {
    let template = Template::from_yaml(text).unwrap();
    Stack::of_file(name, format!("{name}.yaml"), text.len(), template)
}

fn plan(stacks: &[(&str, &str)]) -> Plan {
    Plan::of(&all(stacks), &Options::default())
}

fn all(stacks: &[(&str, &str)]) -> Stacks {
    let stacks = stacks.iter().map(|(name, text)| stack(name, text));
    Stacks::of(stacks.collect())
}

fn changed(before: &[(&str, &str)], after: &[(&str, &str)]) -> Plan {
    let before = all(before);
    let mut options = Options::default();
    options.before = Some(&before);
    Plan::of(&all(after), &options)
}

fn order(plan: &Plan) -> Vec<&str> {
    plan.stacks.iter().map(|stack| stack.id.as_str()).collect()
}

fn of<'p>(plan: &'p Plan, id: &str) -> &'p Planned {
    let mut stacks = plan.stacks.iter();
    stacks.find(|stack| stack.id == id).unwrap()
}

fn line(plan: &Plan, client: Client, at: usize) -> String {
    let mut all = plan.commands.iter();
    let (_, commands) = all.find(|(own, _)| *own == client).unwrap();
    let words = commands[at].words.iter().map(ToString::to_string);
    words.collect::<Vec<_>>().join(" ")
}

const NET: &str = "{Resources: {V: {Type: AWS::EC2::VPC}}, \
                   Outputs: {V: {Value: !Ref V, Export: {Name: net-vpc}}}}";
const WEB: &str = "{Resources: {G: {Type: AWS::EC2::SecurityGroup, \
                   Properties: {GroupDescription: g, VpcId: !ImportValue net-vpc}}}}";
const EMPTY: &str = "{Resources: {T: {Type: AWS::SNS::Topic}}}";

#[test]
fn a_stack_waits_for_what_it_imports_reads_and_resolves() {
    let reads = "{Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: \
                 {'Fn::GetStackOutput': {StackName: web, OutputName: Name}}}}}}";
    let resolves = "{Parameters: {N: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /n}}, \
                    Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: \
                    '{{resolve:secretsmanager:db:SecretString:name}}'}}}}";
    let makes = "{Resources: {P: {Type: AWS::SSM::Parameter, Properties: {Name: /n, Type: String, \
                 Value: v}}, S: {Type: AWS::SecretsManager::Secret, Properties: {Name: db}}}}";
    let plan = plan(&[
        ("reads", reads),
        ("web", WEB),
        ("resolves", resolves),
        ("makes", makes),
        ("net", NET),
    ]);
    assert_eq!(order(&plan), ["makes", "resolves", "net", "web", "reads"]);
    let reasons = |id: &str| of(&plan, id).after[0].reasons.clone();
    assert_eq!(reasons("web"), [Reason::Imports("net-vpc".into())]);
    assert_eq!(reasons("reads"), [Reason::Reads("Name".into())]);
    let both = ["/n", "db"].map(|name| Reason::Resolves(name.into()));
    assert_eq!(reasons("resolves"), both);
    // What can be deployed at the same time.
    let stages = plan.stacks.iter().map(|stack| stack.stage);
    assert_eq!(stages.collect::<Vec<_>>(), [0, 1, 0, 1, 2]);
    assert_eq!(
        words::after(&of(&plan, "web").after[0]),
        "net: it imports `net-vpc`"
    );
}

#[test]
fn what_stands_in_order_stays_in_it() {
    let plan = plan(&[("c", EMPTY), ("a", EMPTY), ("b", EMPTY)]);
    assert_eq!(order(&plan), ["c", "a", "b"]);
}

#[test]
fn another_region_exports_to_nobody() {
    let mut stacks = all(&[("web", WEB), ("net", NET)]);
    stacks.stacks[0].region = Some("eu-west-1".into());
    stacks.stacks[1].region = Some("us-east-1".into());
    let plan = Plan::of(&stacks, &Options::default());
    assert_eq!(order(&plan), ["web", "net"]);
}

#[test]
fn stacks_that_wait_for_each_other_are_told() {
    let both = |own: &str, other: &str| {
        format!(
            "{{Resources: {{T: {{Type: AWS::SNS::Topic, Properties: {{TopicName: !ImportValue {other}}}}}}}, \
             Outputs: {{O: {{Value: x, Export: {{Name: {own}}}}}}}}}"
        )
    };
    let plan = plan(&[("a", &both("a", "b")), ("b", &both("b", "a")), ("c", EMPTY)]);
    assert_eq!(plan.ring, ["a", "b"]);
    assert_eq!(order(&plan), ["c", "a", "b"]);
    assert!(plan.is_stuck());
}

#[test]
fn capabilities_are_those_that_the_template_asks_for() {
    let asked = |text: &str| {
        let plan = plan(&[("web", text)]);
        let asked = plan.stacks[0].capabilities.iter();
        asked
            .map(|own| (own.capability, words::capability(own)))
            .collect::<Vec<_>>()
    };
    assert_eq!(asked(EMPTY), []);
    let iam = asked("{Resources: {R: {Type: AWS::IAM::Role}}}");
    assert_eq!(
        iam,
        [(
            Capability::Iam,
            "CAPABILITY_IAM: R (AWS::IAM::Role)".to_owned()
        )]
    );
    let named = asked(
        "{Resources: {R: {Type: AWS::IAM::Role}, \
         P: {Type: AWS::IAM::ManagedPolicy, Properties: {ManagedPolicyName: p}}}}",
    );
    assert_eq!(named.len(), 1);
    assert_eq!(named[0].0, Capability::NamedIam);
    // The name of a policy inside of a role, and of a key's user, name nothing that is new.
    let key = asked("{Resources: {K: {Type: AWS::IAM::AccessKey, Properties: {UserName: u}}}}");
    assert_eq!(key[0].0, Capability::Iam);
    let sam = asked(
        "{Transform: AWS::Serverless-2016-10-31, Resources: {F: {Type: AWS::Serverless::Function}, \
         B: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: 's3://b/k'}}}}}",
    );
    let kinds: Vec<Capability> = sam.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds, [Capability::Iam, Capability::AutoExpand]);
    assert!(
        sam[1]
            .1
            .contains("AWS::Serverless-2016-10-31, the macro AWS::Include")
    );
    // Loops make what they make.
    let looped = asked(
        "{Transform: AWS::LanguageExtensions, Resources: {'Fn::ForEach::R': [N, [A, B], \
         {'R${N}': {Type: AWS::IAM::Role}}]}}",
    );
    assert!(
        looped[0]
            .1
            .contains("RA (AWS::IAM::Role), RB (AWS::IAM::Role)"),
        "{looped:?}"
    );
}

#[test]
fn what_stacks_in_stacks_ask_for_is_asked_of_the_one_around_them() {
    let outer = "{Resources: {Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: \
                 'https://b.s3.amazonaws.com/k'}}, Other: {Type: AWS::CloudFormation::Stack}}}";
    let mut stacks = all(&[("web", outer)]);
    let inner = Template::from_yaml("{Resources: {R: {Type: AWS::IAM::Role}}}").unwrap();
    stacks.stacks[0].nested = vec![("Inner".to_owned(), inner)];
    let plan = Plan::of(&stacks, &Options::default());
    let web = &plan.stacks[0];
    assert_eq!(
        words::capability(&web.capabilities[0]),
        "CAPABILITY_IAM: Inner/R (AWS::IAM::Role)"
    );
    assert_eq!(web.unseen, ["Other"]);
}

#[test]
fn parameters_without_a_default_are_given_or_asked_for() {
    let text = "{Parameters: {A: {Type: String}, B: {Type: Number, Default: 1}, \
                C: {Type: String, NoEcho: true, Description: a word}}, \
                Resources: {T: {Type: AWS::SNS::Topic}}}";
    let mut options = Options::default();
    options.clients = vec![Client::Aws];
    let said = ["A=x", "other:A=y", "web:A=it's \"z\"", "B=2", "A b=c"];
    let parsed: Vec<Option<Given>> = said.iter().map(|text| Given::parse(text)).collect();
    assert_eq!(parsed[4], None);
    options.given = parsed.into_iter().flatten().collect();
    let plan = Plan::of(&all(&[("web", text)]), &options);
    let missing = &plan.stacks[0].parameters;
    assert_eq!(missing[0].given.as_deref(), Some("it's \"z\""));
    assert_eq!(
        words::parameter(&missing[1]),
        "C (String), not shown: a word"
    );
    assert_eq!(
        line(&plan, Client::Aws, 0),
        "aws cloudformation deploy --stack-name web --template-file web.yaml --parameter-overrides \
         'A=it'\\''s \"z\"' B=2 \"C=${PARAM_C:?}\" --no-fail-on-empty-changeset"
    );
}

#[test]
fn quotas_are_told_before_they_are_reached() {
    let topics = |count: usize| -> String {
        let all: String = (0..count)
            .map(|at| format!("  T{at}: {{Type: AWS::SNS::Topic}}\n"))
            .collect();
        format!("Resources:\n{all}")
    };
    let quotas = |text: &str| {
        let plan = plan(&[("web", text)]);
        let all = plan.stacks[0].quotas.iter().map(words::quota);
        (all.collect::<Vec<_>>(), plan.is_stuck())
    };
    assert_eq!(quotas(&topics(399)), (vec![], false));
    let near = vec!["400 of 500 Resources".to_owned()];
    assert_eq!(quotas(&topics(400)), (near, false));
    let over = vec!["501 of 500 Resources, which CloudFormation refuses".to_owned()];
    assert_eq!(quotas(&topics(501)), (over, true));
    let looped = "{Transform: AWS::LanguageExtensions, Resources: {'Fn::ForEach::A': [N, [a, b], \
                  {'Fn::ForEach::B': [M, [c, d], {'T${N}${M}': {Type: AWS::SNS::Topic}}]}]}}";
    assert_eq!(quotas(looped), (vec![], false));
    // Two hundred kilobytes go by a bucket.
    let long = format!("{}# {}\n", topics(1), "x".repeat(200_000));
    let plan = plan(&[("web", &long)]);
    assert!(plan.stacks[0].needs_bucket());
    let line = line(&plan, Client::Aws, 0);
    assert!(
        line.contains(r#"--s3-bucket "${TEMPLATE_BUCKET:?}""#),
        "{line}"
    );
}

#[test]
fn who_imports_goes_before_the_export_that_goes() {
    let none = "{Resources: {V: {Type: AWS::EC2::VPC}}}";
    let plan = changed(
        &[("net", NET), ("web", WEB)],
        &[("net", none), ("web", EMPTY)],
    );
    assert_eq!(order(&plan), ["web", "net"]);
    assert_eq!(
        of(&plan, "net").after[0].reasons,
        [Reason::StopsExporting("net-vpc".into())]
    );
    assert!(!plan.is_stuck());
}

#[test]
fn an_export_that_no_order_takes_out_is_kept_once_more() {
    let net = "{Resources: {V: {Type: AWS::EC2::VPC}}, \
               Outputs: {V: {Value: !Ref V, Export: {Name: net-other}}}}";
    let web = WEB.replace("net-vpc", "net-other");
    let plan = changed(
        &[("net", NET), ("web", WEB)],
        &[("net", net), ("web", &web)],
    );
    assert_eq!(order(&plan), ["net", "web"]);
    let [step] = &of(&plan, "net").steps[..] else {
        panic!("{:?}", of(&plan, "net").steps)
    };
    let expected = Step::KeepsExport {
        export: "net-vpc".into(),
        importer: "web".into(),
    };
    assert_eq!(step, &expected);
    assert_eq!(step.remedy(), Remedy::Deployments);
    assert!(plan.is_stuck());
}

#[test]
fn a_stack_that_goes_is_deleted_between_those_that_used_it_and_those_that_it_used() {
    let none = "{Resources: {V: {Type: AWS::EC2::VPC}}}";
    let middle = "{Resources: {G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, \
                  VpcId: !ImportValue net-vpc}}}, Outputs: {G: {Value: x, Export: {Name: group}}}}";
    let user =
        "{Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !ImportValue group}}}}";
    let plan = changed(
        &[("net", NET), ("middle", middle), ("user", user)],
        &[("net", none), ("user", EMPTY)],
    );
    assert_eq!(order(&plan), ["user", "middle", "net"]);
    assert!(of(&plan, "middle").goes);
    let deletes = line(&plan, Client::Aws, 1);
    assert_eq!(
        deletes,
        "aws cloudformation delete-stack --stack-name middle"
    );
    let waits = line(&plan, Client::Aws, 2);
    assert_eq!(
        waits,
        "aws cloudformation wait stack-delete-complete --stack-name middle"
    );
}

#[test]
fn what_one_deployment_cannot_do_is_told_with_what_does() {
    let table = |indexes: &[&str]| {
        let keys =
            "KeySchema: [{AttributeName: a, KeyType: HASH}], Projection: {ProjectionType: ALL}";
        let all: Vec<String> = indexes
            .iter()
            .map(|name| format!("{{IndexName: {name}, {keys}}}"))
            .collect();
        format!(
            "{{Resources: {{T: {{Type: AWS::DynamoDB::Table, Properties: {{GlobalSecondaryIndexes: [{}], \
             KeySchema: [{{AttributeName: a, KeyType: HASH}}]}}}}}}}}",
            all.join(", ")
        )
    };
    let plan = changed(&[("a", &table(&["x"]))], &[("b", &table(&["y"]))]);
    let [step] = &plan.stacks[0].steps[..] else {
        panic!("{:?}", plan.stacks[0].steps)
    };
    assert_eq!(step.remedy(), Remedy::Deployments);
    assert_eq!(words::step(step).1, "deploy one index after the other");
    // That data is lost is another matter: no second deployment brings it back.
    let bucket = "{Resources: {B: {Type: AWS::S3::Bucket}}}";
    let plan = changed(&[("a", bucket)], &[("a", EMPTY)]);
    assert_eq!(plan.stacks[0].steps[0].remedy(), Remedy::Change);
}

#[test]
fn a_stack_set_is_one_template_in_many_places() {
    let text = "{Transform: AWS::LanguageExtensions, Parameters: {A: {Type: String}}, \
                Resources: {R: {Type: AWS::IAM::Role, Properties: {RoleName: r}}}}";
    let mut options = Options::default();
    let mut spread = Spread::default();
    spread.units = vec!["ou-1".into(), "ou-2".into()];
    spread.regions = vec!["eu-west-1".into(), "eu-west-2".into()];
    options.spread = Some(spread);
    options.given = vec![Given::new("A", "x,y")];
    let plan = Plan::of(&all(&[("web", text)]), &options);
    assert_eq!(
        line(&plan, Client::Aws, 0),
        "aws cloudformation create-stack-set --stack-set-name web --template-body file://web.yaml \
         --capabilities CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND --parameters \
         'ParameterKey=A,ParameterValue=x\\,y' --permission-model SERVICE_MANAGED --auto-deployment \
         Enabled=true,RetainStacksOnAccountRemoval=false"
    );
    assert_eq!(
        line(&plan, Client::Aws, 1),
        "aws cloudformation create-stack-instances --stack-set-name web --deployment-targets \
         OrganizationalUnitIds=ou-1,ou-2 --regions eu-west-1 eu-west-2"
    );
    let kinds = [
        matches!(plan.notes[0], Note::GlobalName { .. }),
        matches!(plan.notes[1], Note::MacroInStackSet { .. }),
    ];
    assert_eq!(kinds, [true, true], "{:?}", plan.notes);
}

#[test]
fn files_beside_a_template_are_packaged_first() {
    let text = "{Resources: {Inner: {Type: AWS::CloudFormation::Stack, \
                Properties: {TemplateURL: ./inner.yaml}}}}";
    let plan = plan(&[("web", text)]);
    assert_eq!(
        line(&plan, Client::Aws, 0),
        "aws cloudformation package --template-file web.yaml --s3-bucket \"${TEMPLATE_BUCKET:?}\" \
         --output-template-file web.yaml.packaged.yaml"
    );
    assert!(line(&plan, Client::Aws, 1).contains("--template-file web.yaml.packaged.yaml"));
}

#[test]
fn names_of_files_become_names_of_stacks() {
    for (file, name) in [
        ("web", "web"),
        ("web.prod", "web-prod"),
        ("7_up!", "stack-7-up"),
        ("", "stack"),
    ] {
        assert_eq!(stack(file, EMPTY).name, name);
    }
}
