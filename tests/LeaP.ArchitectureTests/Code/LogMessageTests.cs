using System.Reflection;
using LeaP.ArchitectureTests.Arrows;
using Microsoft.Extensions.Logging;

namespace LeaP.ArchitectureTests.Code;

public sealed class LogMessageTests
{
    private const BindingFlags Everything = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly LogMessage[] Messages =
    [
        .. from assembly in SourceAssemblies.ByProject
           from type in assembly.Value.GetTypes()
           from method in type.GetMethods(Everything)
           let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
           where attribute is not null
           select new LogMessage(assembly.Key, $"{type.Name}.{method.Name}", attribute.EventId, attribute.EventName),
    ];

    [Fact]
    public void Every_log_message_has_a_number_and_a_name() =>
        Messages.Where(message => message.Id <= 0 || string.IsNullOrEmpty(message.Name)).Select(message => message.Method).ShouldBeEmpty();

    [Fact]
    public void No_two_log_messages_share_a_number() =>
        Messages.GroupBy(message => message.Id).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(message => message.Method))}")
            .ShouldBeEmpty();

    [Fact]
    public void The_numbers_of_one_project_lie_in_a_range_of_their_own() =>
        Messages.GroupBy(message => message.Project)
            .SelectMany(group => Messages
                .Where(message => message.Project != group.Key && message.Id > group.Min(own => own.Id) && message.Id < group.Max(own => own.Id))
                .Select(message => $"{message.Method} ({message.Id}) lies within the range of {group.Key}"))
            .ShouldBeEmpty();
}
