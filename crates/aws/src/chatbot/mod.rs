//! Amazon Q Developer in chat applications, which CloudFormation knows as Chatbot: topics in chat rooms.

mod slack_channel;

pub use slack_channel::{SlackChannel, SlackChannelHandle};
