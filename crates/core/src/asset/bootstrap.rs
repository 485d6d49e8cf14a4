use stackwright_template::Text;

use crate::value::{Expr, Piece, Pseudo, Str, Value};

/// Where assets are published, and who publishes and deploys: what `cdk bootstrap` has made in an
/// account and region.
///
/// Unless something is said, whoever deploys does so with the rights at hand, and assets go to the
/// bucket and the repository of the bootstrap; an app without assets needs none. With
/// [`roles`](Bootstrap::roles), the roles of the bootstrap publish and deploy, as by AWS CDK's
/// default: then who deploys needs the right to assume them and no other.
///
/// <https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html>
///
/// ```
/// use stackwright_core::{App, Bootstrap};
///
/// let app = App::new();
/// app.bootstrap(Bootstrap::new().roles());
/// app.stack("Sandbox").bootstrap(Bootstrap::new().qualifier("sandbox"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bootstrap {
    qualifier: Text,
    bucket: Option<Text>,
    repository: Option<Text>,
    has_roles: bool,
}

/// The qualifier of a bootstrap that says none.
const QUALIFIER: &str = "hnb659fds";

impl Bootstrap {
    /// The bootstrap as `cdk bootstrap` makes it, without its roles.
    pub fn new() -> Self {
        Bootstrap {
            qualifier: Text::Borrowed(QUALIFIER),
            bucket: None,
            repository: None,
            has_roles: false,
        }
    }

    /// Lets the roles of the bootstrap publish and deploy.
    pub fn roles(mut self) -> Self {
        self.has_roles = true;
        self
    }

    /// What is in the names of all that the bootstrap has made, as `cdk bootstrap --qualifier` has
    /// it; `hnb659fds`, if this is not said.
    pub fn qualifier(mut self, qualifier: impl Into<Text>) -> Self {
        self.qualifier = qualifier.into();
        self
    }

    /// Another bucket for files, by its name, which may hold `${AWS::AccountId}` and
    /// `${AWS::Region}`.
    pub fn bucket(mut self, name: impl Into<Text>) -> Self {
        self.bucket = Some(name.into());
        self
    }

    /// Another repository for images, by its name, which may hold the same.
    pub fn repository(mut self, name: impl Into<Text>) -> Self {
        self.repository = Some(name.into());
        self
    }

    /// Whether its roles publish and deploy.
    pub fn has_roles(&self) -> bool {
        self.has_roles
    }

    /// The name of the bucket, with `${AWS::AccountId}` and `${AWS::Region}`.
    pub fn bucket_name(&self) -> String {
        self.named(self.bucket.as_deref(), "assets")
    }

    /// The name of the repository, with the same.
    pub fn repository_name(&self) -> String {
        self.named(self.repository.as_deref(), "container-assets")
    }

    /// The ARN of a role, as `deploy`, with `${AWS::Partition}` and the same.
    pub fn role_arn(&self, purpose: &str) -> String {
        let name = self.named(None, &format!("{purpose}-role"));
        format!("arn:${{AWS::Partition}}:iam::${{AWS::AccountId}}:role/{name}")
    }

    /// The same as a value, in a region or in that of the stack.
    pub fn role(&self, purpose: &str, region: Option<&str>) -> Value<Str> {
        let arn = self.role_arn(purpose);
        let arn = match region {
            Some(region) => arn.replace("${AWS::Region}", region),
            None => arn,
        };
        Value::from_expr(expr(&arn))
    }

    /// The parameter of Systems Manager that holds the version of the bootstrap.
    pub fn version_parameter(&self) -> String {
        format!("/cdk-bootstrap/{}/version", self.qualifier)
    }

    fn named(&self, said: Option<&str>, what: &str) -> String {
        match said {
            Some(name) => name.to_owned(),
            None => format!(
                "cdk-{}-{what}-${{AWS::AccountId}}-${{AWS::Region}}",
                self.qualifier
            ),
        }
    }
}

impl Default for Bootstrap {
    fn default() -> Self {
        Bootstrap::new()
    }
}

/// A name with `${AWS::Region}` and the like as the template has it.
pub(crate) fn expr(name: &str) -> Expr {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some((before, behind)) = rest.split_once("${") {
        let Some((variable, after)) = behind.split_once('}') else {
            break;
        };
        let Some(pseudo) = Pseudo::from_name(variable) else {
            break;
        };
        pieces.push(Piece::Text(before.to_owned().into()));
        pieces.push(Piece::Value {
            name: variable.to_owned().into(),
            value: Expr::Pseudo(pseudo),
        });
        rest = after;
    }
    if pieces.is_empty() {
        return Expr::Str(name.to_owned().into());
    }
    pieces.push(Piece::Text(rest.to_owned().into()));
    Expr::Sub(pieces)
}
