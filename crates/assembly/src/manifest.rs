use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde::Serialize;
use stackwright_template::Text;

use crate::lines;

/// The name of the file in the assembly's directory that makes it one.
pub const MANIFEST_FILE: &str = "manifest.json";

/// What a cloud assembly holds: the content of `manifest.json`.
///
/// The form is that of the npm package `@aws-cdk/cloud-assembly-schema`, as far as it is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Manifest {
    /// The version of the protocol, as `36.0.0`: the lowest that has what is in the manifest, so
    /// that older command lines take it, too.
    pub version: String,
    /// What is in the assembly, by id; stacks in the order in which they can be deployed.
    pub artifacts: IndexMap<String, Artifact>,
    /// What the AWS CDK command line has to look up before it runs the program again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingContext>,
}

/// Something of an account that is not in the context yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MissingContext {
    /// Under which key the answer will be.
    pub key: String,
    /// Who is asked, as `vpc-provider`.
    pub provider: String,
    /// What is asked, with the account and the region, and the role that may look.
    pub props: serde_json::Map<String, serde_json::Value>,
}

/// One thing in an assembly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type")]
#[non_exhaustive]
pub enum Artifact {
    /// A CloudFormation stack. Its id is the stack's in the app.
    #[serde(rename = "aws:cloudformation:stack")]
    Stack(Box<StackArtifact>),
    /// The assets of a stack. Its id is the stack's with `.assets` behind it.
    #[serde(rename = "cdk:asset-manifest")]
    Assets(AssetsArtifact),
    /// The tree of constructs. Its id is `Tree`.
    #[serde(rename = "cdk:tree")]
    Tree(TreeArtifact),
}

/// A tree of constructs, as the manifest describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TreeArtifact {
    /// What is known of the tree.
    pub properties: TreeProperties,
}

/// What is known of a tree of constructs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TreeProperties {
    /// The name of the tree in the assembly's directory.
    pub file: String,
}

/// A list of assets, as the manifest describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AssetsArtifact {
    /// What is known of the list.
    pub properties: AssetsProperties,
}

/// What is known of a list of assets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AssetsProperties {
    /// The name of the list in the assembly's directory: an
    /// [`AssetManifest`](crate::AssetManifest).
    pub file: String,
    /// The version that the bootstrap must have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires_bootstrap_stack_version: Option<u32>,
    /// The parameter of Systems Manager that holds the version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bootstrap_stack_version_ssm_parameter: Option<String>,
}

/// A stack, as the manifest describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct StackArtifact {
    /// Where it is deployed: `aws://ACCOUNT/REGION`, each `unknown-account` or `unknown-region`
    /// where the program leaves it to whoever deploys.
    pub environment: String,
    /// What is known of the stack.
    pub properties: StackProperties,
    /// The ids of the artifacts that must be deployed before, in the order of their deployment.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<String>,
    /// What is known of its constructs, by their paths, as `/Web/Service`. `cdk metadata` prints
    /// it, and progress of a deployment names constructs by it.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub metadata: IndexMap<String, Vec<MetadataEntry>, RandomState>,
    /// What command lines call the stack: its path in the app, as `Prod/Web`.
    pub display_name: String,
}

/// Something that is known of a construct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", content = "data")]
#[non_exhaustive]
pub enum MetadataEntry {
    /// The logical id of what it is in the template.
    #[serde(rename = "aws:cdk:logicalId")]
    LogicalId(Text),
}

/// What is known of a stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StackProperties {
    /// The name of the template's file in the assembly's directory.
    pub template_file: String,
    /// The stack's name in CloudFormation, if it is not the artifact's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stack_name: Option<String>,
    /// The tags of the stack itself.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub tags: IndexMap<String, String>,
    /// Whether the stack may not be deleted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub termination_protection: bool,
    /// The ARNs of the topics that are told what becomes of the stack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notification_arns: Vec<Text>,
    /// Who deploys it; whoever runs the command line, if nobody is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assume_role_arn: Option<String>,
    /// Who CloudFormation is for what it makes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_formation_execution_role_arn: Option<String>,
    /// Who looks at what is deployed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lookup_role: Option<LookupRole>,
    /// Where the template is once it is published, if it is too long for the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stack_template_asset_object_url: Option<String>,
    /// The version that the bootstrap must have, if it is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requires_bootstrap_stack_version: Option<u32>,
    /// The parameter of Systems Manager that holds the version: `cdk rollback` asks for it.
    pub bootstrap_stack_version_ssm_parameter: String,
}

/// Who looks at what is deployed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LookupRole {
    /// The role.
    pub arn: String,
    /// The version of the bootstrap that has it.
    pub requires_bootstrap_stack_version: u32,
    /// The parameter of Systems Manager that holds the version.
    pub bootstrap_stack_version_ssm_parameter: String,
}

impl Manifest {
    /// The version of the protocol that is written. All that is used here is older; this is the
    /// lowest that was tried (with aws-cdk 2.1000.0, which takes up to 40). Nested assemblies would
    /// need 10.0.0: below, they are left out without a word.
    pub const VERSION: &'static str = "36.0.0";

    /// A manifest of these artifacts.
    pub fn new(artifacts: IndexMap<String, Artifact>) -> Self {
        Manifest {
            version: Manifest::VERSION.to_owned(),
            artifacts,
            missing: Vec::new(),
        }
    }

    /// The manifest as JSON, indented by two spaces, with a line end at its end. What is known of a
    /// construct is a line.
    pub fn to_json(&self) -> String {
        lines::to_json(self, 4)
    }

    /// The JSON Schema of what [`to_json`](Manifest::to_json) gives.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        // For what is written: a list that is left out where it is empty is not required.
        schemars::generate::SchemaSettings::draft2020_12()
            .for_serialize()
            .into_generator()
            .into_root_schema_for::<Manifest>()
    }
}
