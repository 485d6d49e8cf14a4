//! What goes wrong, or is lost, while a change is deployed.
//!
//! # Files
//!
//! | file | what goes wrong |
//! |---|---|
//! | `data` | data is lost |
//! | `taken` | a new resource wants a name that the old one still has |
//! | `discovery` | what answers under a name is made anew, or answers otherwise |
//! | `rules` | a rule of a security group moves, and the clean-up revokes it |
//! | `policies` | a policy moves into its role, and the clean-up deletes it |
//! | `services` | a service leaves what sends to it, or what deploys it |
//! | `listeners` | a listener stops sending to a target group before the rule that takes over is made |
//! | `secrets` | the value of a secret is made up anew |
//! | `indexes` | a table gets and loses indexes at once |
//! | `green` | a green deployment of AWS CodeDeploy, and something else at once |
//! | `exports` | an export goes or changes while others import it |

mod data;
mod discovery;
mod exports;
mod green;
mod indexes;
mod listeners;
mod policies;
pub(crate) mod rules;
mod secrets;
mod services;
mod taken;

use stackwright_template::Template;

use crate::side::Side;
use crate::{Cause, Change, Kind, Path, Why};

pub use rules::RulePlace;
pub(crate) use taken::same_name;

/// Something that goes wrong, or is lost, while a change is deployed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hazard {
    /// A rule of a security group goes at one place and comes at another.
    RuleMoves {
        /// The group.
        group: String,
        /// The rule in few words.
        rule: String,
        /// Where it was.
        from: RulePlace,
        /// Where it is then.
        to: RulePlace,
    },
    /// A policy beside a role goes while one of the same name comes inside of it or beside it.
    PolicyMoves {
        /// The role, user or group.
        role: String,
        /// The policy's name.
        name: String,
        /// The policy that goes.
        from: String,
        /// Where the one of the same name comes.
        to: String,
    },
    /// A resource is replaced and keeps a name that no two can have.
    NameTaken {
        /// The resource.
        id: String,
        /// The property that names it.
        property: String,
        /// The name.
        name: String,
        /// The property whose change replaces it.
        because: Path,
        /// Whether it is replaced for certain.
        surely: bool,
    },
    /// A resource comes under a new id with a name that the one under the old id still has.
    NameMoves {
        /// The new id.
        id: String,
        /// The old one.
        from: String,
        /// The property that names it.
        property: String,
        /// The name.
        name: String,
    },
    /// Services or namespaces of AWS Cloud Map are made anew under the same name.
    DiscoveryChanges {
        /// The service or namespace.
        id: String,
        /// Its name.
        name: String,
        /// The property whose change replaces it.
        because: Path,
    },
    /// A service leaves a target group, its deployment controller or its discovery.
    ServiceLeaves {
        /// The service.
        id: String,
        /// What it leaves.
        what: Leaves,
    },
    /// Data is or may be lost.
    DataLost {
        /// The resource.
        id: String,
        /// Its type.
        type_name: String,
        /// How.
        how: Lost,
    },
    /// A table gets or loses several indexes at once.
    IndexChanges {
        /// The table.
        id: String,
        /// The indexes.
        indexes: Vec<String>,
    },
    /// An export goes while other stacks import it.
    ExportGoes {
        /// The output.
        id: String,
        /// The name of the export.
        name: String,
        /// How many of the other stacks import it.
        importers: usize,
    },
    /// The value of an export changes while other stacks import it.
    ExportChanges {
        /// The output.
        id: String,
        /// The name of the export.
        name: String,
        /// How many of the other stacks import it.
        importers: usize,
    },
    /// The type of a resource changes under the same id.
    TypeChanges {
        /// The resource.
        id: String,
        /// The type that it had.
        from: String,
        /// The type that it should have.
        to: String,
    },
    /// A property changes of which AWS does not support an update.
    NotUpdatable {
        /// The resource.
        id: String,
        /// The property.
        path: Path,
    },
    /// A green deployment by AWS CodeDeploy starts in an update that changes something else, too.
    GreenWithOthers {
        /// The task definition or task set whose replacement starts it.
        id: String,
        /// What else changes.
        others: Vec<String>,
    },
    /// A reference becomes a weak one in a property that replaces.
    Weakened {
        /// The resource.
        id: String,
        /// The property.
        path: Path,
    },
    /// The value of a secret is made up anew, because how it is made up changes.
    SecretChanges {
        /// The secret.
        id: String,
        /// What changes.
        path: Path,
    },
    /// A rule in a group goes, and a rule beside the group that lets a part of it through is not made yet.
    WayCloses {
        /// The group.
        group: String,
        /// The rule in few words.
        rule: String,
        /// The rule beside it.
        then: String,
        /// Whether it is for what comes in; for what goes out otherwise.
        inwards: bool,
    },
    /// A listener stops sending to a target group by itself, and the rule that does it then is not made yet.
    ForwardMoves {
        /// The listener.
        id: String,
        /// The target group.
        group: String,
        /// The rule.
        rule: String,
    },
}

/// What a service leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Leaves {
    /// A target group, named as the template refers to it.
    TargetGroup(String),
    /// What deploys it, and the one that it gets.
    Controller {
        /// The type that it had.
        from: String,
        /// The type that it gets.
        to: String,
    },
    /// A service of AWS Cloud Map, named as the template refers to it.
    Discovery(String),
    /// Service Connect.
    ServiceConnect,
}

/// How data is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lost {
    /// The resource goes.
    Removed,
    /// It comes under another id, and the old one goes.
    Moved {
        /// The id that it had.
        from: String,
    },
    /// It is replaced.
    Replaced {
        /// The property whose change replaces it.
        because: Path,
        /// What that follows, if it follows something.
        follows: Option<String>,
    },
    /// It may be replaced.
    Perhaps {
        /// The property whose change may replace it.
        because: Path,
        /// What that follows, if it follows something.
        follows: Option<String>,
    },
}

/// The stable code of a hazard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HazardCode {
    /// As `CHG101`.
    pub code: &'static str,
    /// What it is, in few words.
    pub title: &'static str,
    /// Why it goes wrong.
    pub why: &'static str,
    /// What to do instead.
    pub fix: &'static str,
    /// AWS's page.
    pub page: &'static str,
}

const CLEAN_UP: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html";
const REPLACING: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-replacing-resources.html";

/// Every code of a hazard.
pub const CODES: [HazardCode; 17] = [
    HazardCode {
        code: "CHG101",
        title: "rule of a security group that moves",
        why: "CloudFormation makes what is new before it deletes what is old: the clean-up revokes the one rule that both stand for, and the stack reports success",
        fix: "leave the rule where it is, or take it out in one deployment and bring it back in the next",
        page: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html",
    },
    HazardCode {
        code: "CHG102",
        title: "policy that moves under the same name",
        why: "an inline policy is found by role and name: the clean-up of the old resource deletes what the new one has just written",
        fix: "give the new policy another name",
        page: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html",
    },
    HazardCode {
        code: "CHG103",
        title: "replaced resource that keeps its name",
        why: "CloudFormation makes the new resource before it deletes the old one, and both would have the name",
        fix: "change the name too, or leave it out so that CloudFormation makes one up",
        page: REPLACING,
    },
    HazardCode {
        code: "CHG104",
        title: "resource that comes under a new id with the name of an old one",
        why: "CloudFormation makes the new resource before it deletes the old one, and both would have the name",
        fix: "keep the logical id, or change the name",
        page: REPLACING,
    },
    HazardCode {
        code: "CHG105",
        title: "service discovery that changes under the same name",
        why: "AWS Cloud Map refuses two services of one name in a namespace and two namespaces of one name in a VPC, and instances keep the old one from being deleted",
        fix: "give it another name, move its clients, then take the old one out",
        page: "https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html",
    },
    HazardCode {
        code: "CHG106",
        title: "service that leaves what sends to it or deploys it",
        why: "its tasks stop to be reached where clients still look for them, or the update is refused",
        fix: "let the service stand in the old and the new one for a deployment, or make a second service beside it",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html",
    },
    HazardCode {
        code: "CHG107",
        title: "data that is lost",
        why: "the resource holds data, and nothing keeps it when the resource goes or is replaced",
        fix: "keep the logical id and what replaces it, or say `DeletionPolicy` and `UpdateReplacePolicy`: `Retain` or, where the type has it, `Snapshot`",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
    },
    HazardCode {
        code: "CHG108",
        title: "several index changes of a table at once",
        why: "DynamoDB makes or deletes one global secondary index in an update, and the update fails",
        fix: "deploy one index after the other",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html",
    },
    HazardCode {
        code: "CHG109",
        title: "export that goes while others import it",
        why: "CloudFormation refuses to delete an export that another stack imports",
        fix: "deploy the stacks that import it without the import first, then take the export out",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
    },
    HazardCode {
        code: "CHG110",
        title: "export that changes while others import it",
        why: "CloudFormation refuses to change an export that another stack imports",
        fix: "export the new value under another name, move those who import it, then take the old one out",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
    },
    HazardCode {
        code: "CHG111",
        title: "type that changes under the same id",
        why: "CloudFormation refuses to update the type of a resource",
        fix: "give the new resource another logical id",
        page: CLEAN_UP,
    },
    HazardCode {
        code: "CHG112",
        title: "reference that becomes weak in a property that replaces",
        why: "the value is known only while the change set runs, so CloudFormation plans a replacement though the value stays",
        fix: "leave the reference strong here, or take both forms for a deployment",
        page: "https://github.com/aws/aws-cdk/issues/38829",
    },
    HazardCode {
        code: "CHG113",
        title: "property of which AWS does not support an update",
        why: "CloudFormation neither changes it nor makes a new resource: the update fails, and is rolled back",
        fix: "leave the value, or give the resource another logical id, which makes a new one",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-volume.html",
    },
    HazardCode {
        code: "CHG114",
        title: "green deployment with other changes in one update",
        why: "CloudFormation does not take changes that start a green deployment by AWS CodeDeploy and changes of other resources in one update",
        fix: "deploy the other changes first, or take `Transform` and `Hooks` out for this update, which then goes without a green deployment",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/about-blue-green-deployments.html",
    },
    HazardCode {
        code: "CHG115",
        title: "secret whose value is made up anew",
        why: "whatever changes of `GenerateSecretString`, the secret gets another value, and what has read the old one, tasks that run among it, keeps that until it starts anew",
        fix: "leave `GenerateSecretString` as it is deployed; another password on purpose is a rotation",
        page: "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2210",
    },
    HazardCode {
        code: "CHG116",
        title: "listener that stops sending before the rule that takes over is made",
        why: "a rule is made after its listener is updated, and what comes in between is answered by the default action of the listener alone",
        fix: "leave the default action as it is; take it out in a later deployment, when the rule is there",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html",
    },
    HazardCode {
        code: "CHG117",
        title: "rule in a security group that goes before a narrower one comes",
        why: "a rule beside a group is made after the group is updated, and nothing that it is to let through gets through in between",
        fix: "leave the rule in the group; take it out in a later deployment, when the rule beside it is there",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupingress.html",
    },
];

impl Hazard {
    /// Its code.
    pub fn code(&self) -> &'static HazardCode {
        let at = match self {
            Hazard::RuleMoves { .. } => 0,
            Hazard::PolicyMoves { .. } => 1,
            Hazard::NameTaken { .. } => 2,
            Hazard::NameMoves { .. } => 3,
            Hazard::DiscoveryChanges { .. } => 4,
            Hazard::ServiceLeaves { .. } => 5,
            Hazard::DataLost { .. } => 6,
            Hazard::IndexChanges { .. } => 7,
            Hazard::ExportGoes { .. } => 8,
            Hazard::ExportChanges { .. } => 9,
            Hazard::TypeChanges { .. } => 10,
            Hazard::Weakened { .. } => 11,
            Hazard::NotUpdatable { .. } => 12,
            Hazard::GreenWithOthers { .. } => 13,
            Hazard::SecretChanges { .. } => 14,
            Hazard::ForwardMoves { .. } => 15,
            Hazard::WayCloses { .. } => 16,
        };
        let [first, ..] = &CODES;
        CODES.get(at).unwrap_or(first)
    }

    /// The logical id of what it is about.
    pub fn id(&self) -> &str {
        match self {
            Hazard::RuleMoves { group: id, .. }
            | Hazard::WayCloses { group: id, .. }
            | Hazard::PolicyMoves { role: id, .. }
            | Hazard::NameTaken { id, .. }
            | Hazard::NameMoves { id, .. }
            | Hazard::DiscoveryChanges { id, .. }
            | Hazard::ServiceLeaves { id, .. }
            | Hazard::DataLost { id, .. }
            | Hazard::IndexChanges { id, .. }
            | Hazard::ExportGoes { id, .. }
            | Hazard::ExportChanges { id, .. }
            | Hazard::TypeChanges { id, .. }
            | Hazard::NotUpdatable { id, .. }
            | Hazard::GreenWithOthers { id, .. }
            | Hazard::Weakened { id, .. }
            | Hazard::SecretChanges { id, .. }
            | Hazard::ForwardMoves { id, .. } => id,
        }
    }
}

pub(crate) fn find(
    earlier: &Side<'_>,
    later: &Side<'_>,
    change: &Change,
    others: &[&Template],
) -> Vec<Hazard> {
    let mut found = Vec::new();
    for resource in &change.resources {
        if let Kind::OtherType { from } = &resource.kind {
            found.push(Hazard::TypeChanges {
                id: resource.id.clone(),
                from: from.clone(),
                to: resource.type_name.clone(),
            });
        }
        for property in &resource.properties {
            let stays = matches!(resource.kind, Kind::Changed { .. });
            if resource.is_refused() && matches!(property.why, Why::Refused { .. }) {
                found.push(Hazard::NotUpdatable {
                    id: resource.id.clone(),
                    path: property.path.clone(),
                });
            }
            if stays && property.cause == Cause::Weakened {
                found.push(Hazard::Weakened {
                    id: resource.id.clone(),
                    path: property.path.clone(),
                });
            }
        }
    }
    data::find(change, &mut found);
    taken::find(earlier, later, change, &mut found);
    discovery::find(earlier, later, change, &mut found);
    rules::find(earlier, later, &mut found);
    policies::find(earlier, later, &mut found);
    services::find(earlier, later, change, &mut found);
    listeners::find(earlier, later, change, &mut found);
    secrets::find(change, &mut found);
    indexes::find(earlier, later, change, &mut found);
    green::find(earlier, later, change, &mut found);
    exports::find(earlier, later, change, others, &mut found);
    found
}
