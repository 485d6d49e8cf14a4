use stackwright_core::Text;

/// The workflow file of GitHub Actions that checks every change and deploys those of a branch, by a
/// [`GithubDeployRole`](super::GithubDeployRole).
///
/// A job checks: it builds the program, has it check itself, and shows what would change of nothing. The
/// other one deploys, after it, what is pushed to the branch, by the AWS CDK command line, which
/// builds images and publishes them. Nothing is stored in GitHub but the ARN of the role, in the variable
/// `AWS_DEPLOY_ROLE` of the repository or the environment: it is no secret. Jobs may read the
/// repository and ask for tokens, and nothing else; two deployments never run at once. Actions are pinned
/// by their major version.
///
/// <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax>
#[derive(Clone, Debug)]
pub struct GithubWorkflow {
    region: Text,
    environment: Option<Text>,
    branches: Vec<Text>,
    stacks: Option<Text>,
    app: Text,
}

impl GithubWorkflow {
    pub(super) fn new(region: Text, environment: Option<Text>, branches: Vec<Text>) -> Self {
        GithubWorkflow {
            region,
            environment,
            branches,
            stacks: None,
            app: Text::Borrowed("cargo run --quiet --locked"),
        }
    }

    /// Deploys these stacks, as the AWS CDK command line names them; all, if this is not said.
    pub fn stacks(mut self, stacks: impl Into<Text>) -> Self {
        self.stacks = Some(stacks.into());
        self
    }

    /// The command that runs the program; `cargo run --quiet --locked`, if this is not said.
    pub fn app(mut self, command: impl Into<Text>) -> Self {
        self.app = command.into();
        self
    }

    /// The text of the file, for `.github/workflows/deploy.yml`.
    pub fn to_yaml(&self) -> String {
        let main = [Text::Borrowed("main")];
        let branches: &[Text] = match self.branches.is_empty() {
            true => &main,
            false => &self.branches,
        };
        let branches: Vec<String> = branches.iter().map(|name| quoted(name)).collect();
        let on_branch: Vec<String> = branches
            .iter()
            .map(|name| format!("github.ref_name == {name}"))
            .collect();
        let environment = match &self.environment {
            Some(name) => format!("    environment: {}\n", quoted(name)),
            None => String::new(),
        };
        let stacks = self.stacks.as_deref().unwrap_or("--all");
        let app = &self.app;
        format!(
            "\
name: deploy
on:
  push:
    branches: [{branches}]
  pull_request:
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v6
      - run: rustup toolchain install stable --profile minimal
      - run: cargo test --locked
      # Writes the templates, and fails where something would fail in AWS.
      - run: {app} -- check
  deploy:
    needs: check
    if: ${{{{ github.event_name == 'push' && ({on_branch}) }}}}
    runs-on: ubuntu-latest
    timeout-minutes: 60
{environment}    # A deployment is not ended half-way by the next one.
    concurrency:
      group: deploy
      cancel-in-progress: false
    permissions:
      id-token: write
      contents: read
    steps:
      - uses: actions/checkout@v6
      - run: rustup toolchain install stable --profile minimal
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: ${{{{ vars.AWS_DEPLOY_ROLE }}}}
          aws-region: {region}
      - run: npx --yes aws-cdk@2 deploy {stacks} --app {app_quoted} --require-approval never
",
            branches = branches.join(", "),
            on_branch = on_branch.join(" || "),
            region = quoted(&self.region),
            app_quoted = quoted(app),
        )
    }
}

/// A text between single quotes, as YAML, a shell and expressions of GitHub have it where it has none.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
