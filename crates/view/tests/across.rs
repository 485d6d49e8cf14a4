//! Stacks that import from each other: ways, rights and reasons go on in the stack that exports.

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
