//! Stacks that lead to each other, by imports, outputs that are read, parameters: ways, rights and reasons go on in the other stack.

#![allow(clippy::unwrap_used, reason = "in helpers of tests, too")]

use stackwright_template::Template;
use stackwright_view::Stack;
use stackwright_view::graph::{ArrowKind, Diagram, Graph, View};
use stackwright_view::why::{Answer, State, why};

const DATA: &str = r#"
Parameters: {Size: {Type: Number, Default: 20}}
Resources:
  Network: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  One: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Network, CidrBlock: 10.0.0.0/24}}
  Two: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Network, CidrBlock: 10.0.1.0/24}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: data, VpcId: !Ref Network}}
  Subnets:
    Type: AWS::RDS::DBSubnetGroup
    Properties: {DBSubnetGroupDescription: data, SubnetIds: [!Ref One, !Ref Two]}
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      DBInstanceClass: db.t4g.micro
      AllocatedStorage: !Ref Size
      DBSubnetGroupName: !Ref Subnets
      VPCSecurityGroups: [!Ref Group]
  Login: {Type: AWS::SecretsManager::Secret}
Outputs:
  Group: {Value: !GetAtt Group.GroupId, Export: {Name: !Sub "${AWS::StackName}-group"}}
  Vpc: {Value: !Ref Network, Export: {Name: Data-vpc}}
  Subnets: {Value: !Join [",", [!Ref One, !Ref Two]], Export: {Name: Data-subnets}}
  Host: {Value: !GetAtt Database.Endpoint.Address, Export: {Name: Data-host}}
  Login: {Value: !Ref Login, Export: {Name: Data-login}}
"#;

const WEB: &str = r#"
Parameters: {Size: {Type: Number, Default: 2}}
Resources:
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: web, VpcId: !ImportValue Data-vpc}}
  Door:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !ImportValue Data-group
      IpProtocol: tcp
      FromPort: 5432
      ToPort: 5432
      SourceSecurityGroupId: !Ref Group
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {Service: ecs-tasks.amazonaws.com}, Action: sts:AssumeRole}]
      Policies:
        - PolicyName: Login
          PolicyDocument:
            Statement: [{Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: !ImportValue Data-login}]
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      Cpu: "256"
      Memory: "512"
      ExecutionRoleArn: !GetAtt Role.Arn
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/nginx/nginx:1.27
          Environment:
            - {Name: DATABASE_HOST, Value: !ImportValue Data-host}
            - {Name: DATABASE_PORT, Value: "5432"}
          Secrets: [{Name: LOGIN, ValueFrom: !ImportValue Data-login}]
  Service:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: !Ref Size
      TaskDefinition: !Ref Task
      NetworkConfiguration:
        AwsvpcConfiguration:
          SecurityGroups: [!Ref Group]
          Subnets: !Split [",", !ImportValue Data-subnets]
"#;

fn stacks(web: &str) -> Vec<Stack> {
    let read = |text: &str| Template::from_yaml(text).unwrap();
    vec![Stack::new("Data", read(DATA)), Stack::new("Web", read(web))]
}

fn asked(web: &str, words: &[&str]) -> Answer {
    why(&stacks(web), words).unwrap()
}

fn arrow<'d>(diagram: &'d Diagram, from: &str, to: &str) -> Option<(ArrowKind, &'d str)> {
    let title = |at: usize| diagram.shapes[at].title.as_str();
    let mut arrows = diagram.arrows.iter();
    let found = arrows.find(|own| title(own.from) == from && title(own.to) == to);
    found.map(|own| (own.kind, own.label.as_str()))
}

#[test]
fn why_follows_a_way_into_the_stack_that_exports() {
    let answer = asked(WEB, &["Service", "5432"]);
    let flow = &answer.reasons[0];
    assert_eq!((flow.stack.as_str(), flow.state), ("Web", State::Yes));
    assert!(
        flow.what
            .starts_with("Service has to reach Database on tcp 5432")
    );
    let to = flow
        .because
        .iter()
        .find(|quote| quote.role == "to")
        .unwrap();
    assert_eq!(to.stack.as_deref(), Some("Data"));
    assert_eq!(to.place, "Resources/Database");
    // The group of both stacks is called the same; each is told with its own stack.
    let answer = asked(WEB, &["5432"]);
    let rule = answer
        .reasons
        .iter()
        .find(|own| own.what.contains("lets in"))
        .unwrap();
    assert_eq!(rule.stack, "Data");
    assert_eq!(rule.because[0].stack.as_deref(), Some("Web"));
    assert_eq!(rule.because[0].place, "Resources/Door");
    assert_eq!(rule.because[1].place, "Resources/Group");
    // Without the rule it is known that the way is shut.
    let door = WEB.find("  Door:").unwrap()..WEB.find("  Role:").unwrap();
    let shut = WEB.replace(&WEB[door], "");
    assert_eq!(
        asked(&shut, &["Service", "5432"]).reasons[0].state,
        State::No
    );
}

#[test]
fn why_follows_a_right_and_a_chain() {
    let answer = asked(WEB, &["Task", "secretsmanager:GetSecretValue"]);
    assert!(answer.reasons.iter().all(|own| own.state == State::Yes));
    let right = answer.reasons.iter().find(|own| own.what.contains(" may "));
    assert!(right.unwrap().what.contains("on Login:"), "{answer:?}");
    let answer = asked(WEB, &["Service", "Database"]);
    assert!(
        answer.reasons[0]
            .what
            .starts_with("Service waits for Database: ")
    );
}

#[test]
fn the_network_and_the_rights_are_drawn_across_stacks() {
    let graph = Graph::of(&stacks(WEB));
    let network = graph.diagram(View::Network).unwrap();
    assert_eq!(
        arrow(network, "Service", "Database"),
        Some((ArrowKind::Open, "tcp 5432"))
    );
    // It stands in the subnets of the other stack, not in subnets of nowhere.
    let titles = network.shapes.iter().map(|own| own.title.as_str());
    assert!(!titles.clone().any(|own| own.contains("elsewhere")));
    assert_eq!(titles.filter(|own| *own == "Isolated subnets").count(), 1);
    let rights = graph.diagram(View::Permissions).unwrap();
    let (kind, _) = arrow(rights, "Role", "Login").unwrap();
    assert_eq!(kind, ArrowKind::Allows);
    let login = rights
        .shapes
        .iter()
        .find(|own| own.title == "Login")
        .unwrap();
    assert_eq!(rights.shapes[login.parent.unwrap()].title, "Data");
}

#[test]
fn exports_that_lead_to_each_other_come_to_an_end() {
    let ring = |name: &str, other: &str| {
        let text = format!(
            "Resources: {{A: {{Type: AWS::EC2::SecurityGroup, Properties: {{VpcId: !ImportValue {other}}}}}}}
Outputs: {{O: {{Value: !ImportValue {other}, Export: {{Name: {name}}}}}}}"
        );
        Stack::new(name, Template::from_yaml(&text).unwrap())
    };
    let stacks = [ring("one", "two"), ring("two", "one"), ring("me", "me")];
    assert_eq!(Graph::of(&stacks).resources.len(), 3);
    assert_eq!(why(&stacks, &["A"]).unwrap().reasons.len(), 3);
}

/// The stack that imports, where it has what it wants in other ways.
fn led(replaced: &[(&str, &str)]) -> String {
    replaced.iter().fold(WEB.to_owned(), |web, (import, by)| {
        assert!(web.contains(import), "{import}");
        web.replace(import, by)
    })
}

/// Way, right and chain lead into the other stack, and the pictures have arrows to it.
fn leads_on(stacks: &[Stack], by: &str) {
    let found = |words: &[&str]| why(stacks, words).unwrap().reasons;
    let flows = found(&["Service", "5432"]);
    let flow = flows.iter().find(|own| own.what.contains("has to reach"));
    let flow = flow.unwrap();
    assert!(
        flow.what
            .starts_with("Service has to reach Database on tcp 5432"),
        "{}",
        flow.what
    );
    assert_eq!(flow.state, State::Yes);
    let rights = found(&["Task", "secretsmanager:GetSecretValue"]);
    assert!(
        rights.iter().all(|own| own.state == State::Yes),
        "{rights:#?}"
    );
    assert!(rights.iter().any(|own| own.what.contains("on Login:")));
    let chain = found(&["Service", "Database"]);
    assert!(
        chain[0].what.starts_with("Service waits for Database: "),
        "{}",
        chain[0].what
    );
    let graph = Graph::of(stacks);
    let network = graph.diagram(View::Network).unwrap();
    assert_eq!(
        arrow(network, "Service", "Database"),
        Some((ArrowKind::Open, "tcp 5432"))
    );
    let rights = graph.diagram(View::Permissions).unwrap();
    assert_eq!(
        arrow(rights, "Role", "Login").map(|(kind, _)| kind),
        Some(ArrowKind::Allows)
    );
    let resources = graph.diagram(View::Resources).unwrap();
    let title = |at: usize| resources.shapes[at].title.as_str();
    let reference = resources
        .arrows
        .iter()
        .find(|own| (title(own.from), title(own.to)) == ("Role", "Login"));
    assert!(
        reference.unwrap().says.iter().any(|own| own == by),
        "{:?}",
        reference.unwrap().says
    );
}

#[test]
fn weak_references_lead_to_the_outputs_that_they_read() {
    let read = |output: &str| {
        format!("{{'Fn::GetStackOutput': {{StackName: Data, OutputName: {output}}}}}")
    };
    let [group, vpc, subnets, host, login] = ["Group", "Vpc", "Subnets", "Host", "Login"].map(read);
    let web = led(&[
        ("!ImportValue Data-group", &group),
        ("!ImportValue Data-vpc", &vpc),
        ("!ImportValue Data-subnets", &subnets),
        ("!ImportValue Data-host", &host),
        ("!ImportValue Data-login", &login),
    ]);
    leads_on(&stacks(&web), "by an output that is read");
    // In another region there is another stack of that name.
    let of_two = |region: &str| {
        let [data, web] = <[Stack; 2]>::try_from(stacks(&web)).unwrap();
        let region = Some(region.to_owned());
        [
            data.in_region(Some("eu-west-1".to_owned())),
            web.in_region(region),
        ]
    };
    leads_on(&of_two("eu-west-1"), "by an output that is read");
    let elsewhere = why(&of_two("eu-west-3"), &["Service", "Database"]).unwrap();
    assert_eq!(elsewhere.reasons, []);
}

#[test]
fn parameters_of_systems_manager_lead_to_the_stack_that_makes_them() {
    let names = ["group", "vpc", "host", "login"];
    let values = [
        "!GetAtt Group.GroupId",
        "!Ref Network",
        "!GetAtt Database.Endpoint.Address",
        "!Ref Login",
    ];
    let made = names.iter().zip(values).map(|(name, value)| {
        let id = name.to_uppercase();
        format!("  {id}: {{Type: AWS::SSM::Parameter, Properties: {{Type: String, Name: /data/{name}, Value: {value}}}}}\n")
    });
    let list = "  SUBNETS: {Type: AWS::SSM::Parameter, Properties: {Type: StringList, Name: /data/subnets, Value: !Join [',', [!Ref One, !Ref Two]]}}\n";
    let made: String = made.chain([list.to_owned()]).collect();
    let data = DATA.replace("Outputs:\n", &format!("{made}Outputs:\n"));
    let parameter = |id: &str, kind: &str, name: &str| {
        format!("  {id}: {{Type: 'AWS::SSM::Parameter::Value<{kind}>', Default: /data/{name}}}\n")
    };
    let parameters = format!(
        "Parameters:\n  Size: {{Type: Number, Default: 2}}\n{}{}{}",
        parameter("TheVpc", "AWS::EC2::VPC::Id", "vpc"),
        parameter("TheSubnets", "List<AWS::EC2::Subnet::Id>", "subnets"),
        parameter("TheLogin", "String", "login"),
    );
    let web = led(&[
        (
            "Parameters: {Size: {Type: Number, Default: 2}}\n",
            &parameters,
        ),
        ("!ImportValue Data-group", "'{{resolve:ssm:/data/group}}'"),
        ("!ImportValue Data-vpc", "!Ref TheVpc"),
        (
            "!Split [\",\", !ImportValue Data-subnets]",
            "!Ref TheSubnets",
        ),
        ("!ImportValue Data-host", "'{{resolve:ssm:/data/host:1}}'"),
        ("!ImportValue Data-login", "!Sub '${TheLogin}'"),
    ]);
    let read = |text: &str| Template::from_yaml(text).unwrap();
    let stacks = [
        Stack::new("Data", read(&data)),
        Stack::new("Web", read(&web)),
    ];
    leads_on(&stacks, "by a parameter of Systems Manager");
}

#[test]
fn what_a_nested_stack_is_given_and_shows_leads_on() {
    // The data in one nested stack, the service in another one, and what lies between them around both.
    let outer = r#"
Resources:
  Data: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://example.com/data.yaml}}
  Web:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://example.com/web.yaml
      Parameters:
        Size: "3"
        TheGroup: !GetAtt Data.Outputs.Group
        TheVpc: !GetAtt Data.Outputs.Vpc
        TheSubnets: !GetAtt Data.Outputs.Subnets
        TheHost: !Sub "${Data.Outputs.Host}"
        TheLogin: !GetAtt [Data, Outputs.Login]
"#;
    let parameters = "Parameters:
  Size: {Type: Number, Default: 2}
  TheGroup: {Type: String}
  TheVpc: {Type: AWS::EC2::VPC::Id}
  TheSubnets: {Type: CommaDelimitedList}
  TheHost: {Type: String}
  TheLogin: {Type: String}";
    let web = led(&[
        ("Parameters: {Size: {Type: Number, Default: 2}}", parameters),
        ("!ImportValue Data-group", "!Ref TheGroup"),
        ("!ImportValue Data-vpc", "!Ref TheVpc"),
        (
            "!Split [\",\", !ImportValue Data-subnets]",
            "!Ref TheSubnets",
        ),
        ("!ImportValue Data-host", "!Ref TheHost"),
        ("!ImportValue Data-login", "!Ref TheLogin"),
    ]);
    let read = |text: &str| Template::from_yaml(text).unwrap();
    let stacks = [
        Stack::new("Shop", read(outer)),
        Stack::new("Shop/Data", read(DATA)),
        Stack::new("Shop/Web", read(&web)),
    ];
    leads_on(&stacks, "is given it by the stack around");
    // Each is told with the stack that it is of.
    let answer = why(&stacks, &["Service", "5432"]).unwrap();
    let flow = answer
        .reasons
        .iter()
        .find(|own| own.what.contains("has to reach"));
    let flow = flow.unwrap();
    assert_eq!(flow.stack, "Shop/Web");
    let to = flow
        .because
        .iter()
        .find(|quote| quote.role == "to")
        .unwrap();
    assert_eq!(to.stack.as_deref(), Some("Shop/Data"));
}
