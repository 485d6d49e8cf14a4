//! What a template acknowledges is left out, and nothing else is.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use stackwright_check::{
    Declaration, Findings, Inspection, Model, Options, Place, Rule, check, declaration,
    declarations, inspect, rules,
};
use stackwright_template::{Severity, Template};

/// Two topics with one fault each, an error and a warning in both, and a parameter with another.
fn template(metadata: &str, of_first: &str) -> Template {
    let text = format!(
        "
Metadata: {metadata}
Parameters:
  Owner: {{Type: String}}
Resources:
  First:
    Type: AWS::SNS::Topic
    Metadata: {of_first}
    DependsOn: Queue
    Properties: {{TopicName: !GetAtt Queue.QueueName, Nonsense: 1}}
  Second:
    Type: AWS::SNS::Topic
    DependsOn: Queue
    Properties: {{DisplayName: !GetAtt Queue.QueueName, Nonsense: 1}}
  Queue: {{Type: AWS::SQS::Queue}}
Outputs:
  First: {{Value: !Ref Nothing}}
"
    );
    Template::from_yaml(&text).expect("a template")
}

/// Codes and logical ids, as `SCH102 First`, in the order of the template.
fn shown(found: &[stackwright_template::Diagnostic]) -> Vec<String> {
    let shown = |found: &stackwright_template::Diagnostic| {
        format!(
            "{} {}",
            found.code,
            found.resource.as_deref().unwrap_or("-")
        )
    };
    found.iter().map(shown).collect()
}

/// Advice on designs is left out, for the resources of these tests are made for nothing.
fn without_advice() -> Options {
    Options::new().ignore("DES")
}

fn inspected(metadata: &str, of_first: &str) -> Inspection {
    inspect(&template(metadata, of_first), &without_advice())
}

const ALL: [&str; 6] = [
    "TPL122 Owner",
    "TPL137 First",
    "SCH102 First",
    "TPL137 Second",
    "SCH102 Second",
    "TPL113 First",
];

/// Of all that is wrong in the template, what has these numbers is acknowledged.
fn expect(metadata: &str, of_first: &str, acknowledged: &[usize]) {
    let inspection = inspected(metadata, of_first);
    let (mut left, mut gone) = (Vec::new(), Vec::new());
    for (index, found) in ALL.into_iter().enumerate() {
        let list = if acknowledged.contains(&index) {
            &mut gone
        } else {
            &mut left
        };
        list.push(found);
    }
    assert_eq!(shown(&inspection.findings), left, "{metadata} {of_first}");
    assert_eq!(
        shown(&inspection.acknowledged),
        gone,
        "{metadata} {of_first}"
    );
}

#[test]
fn what_is_acknowledged_is_left_out_and_nothing_else() {
    expect("{}", "{}", &[]);
    let list = |entry: &str| format!("{{Stackwright: {{Acknowledge: [{entry}]}}}}");
    expect(&list("{Code: TPL137, Reason: so}"), "{}", &[1, 3]);
    expect(
        &list("{Code: TPL137, Reason: so, Resources: [Second]}"),
        "{}",
        &[3],
    );
    expect(
        &list("{Code: TPL137, Reason: so, Resources: [First, Owner]}, {Code: TPL122, Reason: so}"),
        "{}",
        &[0, 1],
    );
    // Errors are acknowledged as warnings are. An id may be that of an output.
    expect(
        &list("{Code: SCH102, Reason: so}, {Code: TPL113, Reason: so, Resources: First}"),
        "{}",
        &[2, 4, 5],
    );
    expect("{Stackwright: {Acknowledge: {TPL122: so}}}", "{}", &[0]);
    expect("{}", "{Stackwright: {Acknowledge: {TPL137: so}}}", &[1]);
    expect("{}", &list("{Code: SCH102, Reason: so}"), &[2]);
}

#[test]
fn a_resource_speaks_for_itself_alone() {
    let inspection = inspected(
        "{}",
        "{Stackwright: {Acknowledge: {TPL113: so, TPL122: so}}}",
    );
    assert_eq!(inspection.acknowledged, []);
    let unused = inspection
        .findings
        .iter()
        .filter(|found| found.code == "ACK105");
    let messages: Vec<(&str, Option<&str>)> = unused
        .map(|found| (found.message.as_str(), found.help.as_deref()))
        .collect();
    assert_eq!(
        messages,
        [
            (
                "there is no TPL113 at `First`",
                // The output of that name.
                Some("`TPL113` is found at `First`")
            ),
            (
                "there is no TPL122 at `First`",
                Some("`TPL122` is found at `Owner`")
            ),
        ]
    );
}

/// What is left out by an option was not looked for.
#[test]
fn what_is_ignored_is_not_unused() {
    let template = template(
        "{Stackwright: {Acknowledge: {TPL122: so, TPL125: so}}}",
        "{}",
    );
    let options = without_advice().ignore("TPL").ignore("SCH");
    assert_eq!(shown(&check(&template, &options)), [] as [&str; 0]);
    let options = without_advice()
        .ignore("TPL122")
        .ignore("TPL137")
        .ignore("SCH");
    assert_eq!(
        shown(&check(&template, &options)),
        ["ACK105 -", "TPL113 First"]
    );
    let options = options.ignore("ACK105");
    assert_eq!(shown(&check(&template, &options)), ["TPL113 First"]);
}

struct Own;

impl Rule for Own {
    fn declaration(&self) -> &Declaration {
        const DECLARATION: Declaration = Declaration::new("ORG001", Severity::Error, "a queue");
        &DECLARATION
    }

    fn check(&self, model: &Model<'_>, findings: &mut Findings<'_>) {
        for queue in model.resources_of("AWS::SQS::Queue") {
            let place = Place::of_resource(queue.id(), queue.span());
            findings.report(place, "a queue");
        }
    }
}

#[test]
fn rules_of_ones_own_count() {
    let text = "
Metadata: {Stackwright: {Acknowledge: {ORG001: we need one}}}
Resources: {Queue: {Type: AWS::SQS::Queue}}
";
    let template = Template::from_yaml(text).expect("a template");
    let inspection = inspect(&template, &without_advice().rule(Own));
    assert_eq!(inspection.findings, []);
    assert_eq!(shown(&inspection.acknowledged), ["ORG001 Queue"]);
    let found = check(&template, &without_advice());
    assert_eq!(found[0].message, "there is no code `ORG001`");
}

#[test]
fn every_code_is_declared_once() {
    let mut codes: Vec<&str> = declarations().map(|declared| declared.code).collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
    assert!(rules().all(|rule| declaration(rule.declaration().code) == Some(rule.declaration())));
    for declared in declarations() {
        for text in [declared.title, declared.why, declared.fix] {
            assert!(!text.trim().is_empty(), "{} is not complete", declared.code);
        }
        let link = declared.link;
        let links = link.is_empty() || link.starts_with("https://docs.aws.amazon.com/");
        assert!(links, "{}", declared.code);
    }
}

#[test]
fn what_cannot_be_read_is_explained_and_acknowledges_nothing() {
    let said = |text: &str| {
        let template = Template::read(text.as_bytes(), "").expect("a template");
        let inspection = inspect(&template, &without_advice());
        assert_eq!(inspection.acknowledged, []);
        let said = inspection.findings.iter().map(|found| {
            let help = found.help.as_deref().unwrap_or_default();
            format!("{}: {}; {help}", found.span.start, found.message)
        });
        said.collect::<Vec<String>>()
    };
    assert_eq!(
        said(include_str!("data/ACK101/bad_keys.yaml")),
        [
            "4:5: `Stackwright` in metadata has no key `Acknowlege`; did you mean `Acknowledge`?",
            "6:54: acknowledgements have no key `Resource`; did you mean `Resources`?",
            "7:9: an acknowledgement has no `Code`; name the code as the finding shows it",
            "8:16: the code is a number; write it as text",
            "9:32: the reason is a list; write it as text",
            "10:66: a logical id is a list; write it as text",
            "11:9: an item is a string; write an object with `Code` and `Reason`",
        ]
    );
    assert_eq!(
        said(include_str!("data/ACK101/bad_places.json")),
        [
            "2:16: `Stackwright` in metadata is a list; write an object with the key `Acknowledge`",
            "8:68: `Resources` stands in the metadata of `Topic`; leave it out, or acknowledge in \
             the metadata of the template",
            "14:36: one acknowledgement stands where a list of them is expected; make it the item \
             of a list, with a hyphen before it in YAML",
        ]
    );
}

#[test]
fn what_only_several_templates_tell_is_not_unused_in_one() {
    let text = "
Metadata: {Stackwright: {Acknowledge: [{Code: DES104, Reason: others import it}]}}
Resources:
  Queue: {Type: AWS::SQS::Queue}
Outputs:
  Queue: {Value: !Ref Queue, Export: {Name: queue}}
";
    let template = Template::from_yaml(text).expect("a template");
    let codes = |options: &Options| {
        let found = check(&template, options);
        let acknowledgements = found.iter().filter(|found| found.code.starts_with("ACK"));
        acknowledgements.map(|found| found.code).collect::<Vec<_>>()
    };
    assert!(codes(&Options::new()).is_empty());
    // Where another one imports it, there is nothing to acknowledge.
    let import = "
Resources:
  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !ImportValue queue}}
";
    let other = Template::from_yaml(import).expect("a template");
    let together = Options::new().together([&template, &other]);
    assert_eq!(codes(&together), ["ACK105"]);
}
