use stackwright_codes as codes;
use stackwright_core::{Published, Scope, SourceLine, Str, Text, Value, sub};

use crate::ecr::{RepositoryHandle, name_of, pull_from};
use crate::iam::Grant;

/// An image once it is published: what a container names, and the right to pull it.
pub(crate) struct Pulled {
    pub uri: Value<Str>,
    pub pull: Grant,
}

impl Pulled {
    /// An image in the repository of the bootstrap, or in one of the app's.
    pub fn new(published: Published, repository: Option<RepositoryHandle>) -> Self {
        let (home, tag) = (published.home(), published.key());
        match repository {
            Some(repository) => {
                let uri = repository.uri();
                Pulled {
                    uri: sub!("{uri}:{tag}"),
                    pull: repository.pull(),
                }
            }
            None => Pulled {
                uri: sub!("{AWS::AccountId}.dkr.ecr.{AWS::Region}.{AWS::URLSuffix}/{home}:{tag}"),
                pull: pull_from(sub!(
                    "arn:{AWS::Partition}:ecr:{AWS::Region}:{AWS::AccountId}:repository/{home}"
                )),
            },
        }
    }

    /// The name of a repository of the app's that can be pushed to before this stack is deployed;
    /// nothing, and a finding, if there is none.
    pub fn name_of(
        repository: RepositoryHandle,
        line: SourceLine,
        scope: Scope<'_>,
    ) -> Option<Text> {
        let app = scope.app();
        let mut found = match name_of(repository, app) {
            None => codes::AST104.finding("an image for a repository whose name is not known"),
            Some(_) if is_of_same_stack(repository, scope) => {
                codes::AST105.finding("an image for a repository of the same stack")
            }
            name => return name,
        };
        found.source.push(line);
        scope.report(found);
        None
    }
}

/// Whether the program makes it, in the stack of the scope.
fn is_of_same_stack(repository: RepositoryHandle, scope: Scope<'_>) -> bool {
    use stackwright_core::Handle;

    let resource = scope.app().resource_of(repository.node());
    let stack = resource.and_then(|resource| scope.app().scope_of(resource).stack_node());
    stack.is_some() && stack == scope.stack_node()
}
